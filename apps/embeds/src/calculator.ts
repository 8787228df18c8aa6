import type { Locale } from '@ratecard/core/messages'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { LABELS, type Labels } from './labels.ts'
import type { Site } from './sites.ts'

/** A calculator on a page, as a reader finds their way in it: by labels, roles and what is written. */
export interface Calculator {
  readonly page: Page
  readonly root: Locator
  readonly locale: Locale
  readonly words: Labels
}

/** What is called. */
export interface Choice {
  readonly list: string
  readonly model: string
  /** `YYYY-MM-DD`. */
  readonly day: string
}

/** The calculator of a page that has a price list. */
export function calculatorFor(page: Page, site: Site, list: string): Calculator {
  const [provider = ''] = list.split('/')
  const root = page.locator(site.calculatorOf[provider] ?? 'ratecard-calculator')
  return { page, root, locale: site.locale, words: LABELS[site.locale] }
}

export const field = ({ root }: Calculator, label: string): Locator => root.getByLabel(label, { exact: true })

/** Chooses list, model and day; all quantities and modes of the model before are gone then. */
export async function choose(calculator: Calculator, { list, model, day }: Choice): Promise<void> {
  const { words } = calculator
  await field(calculator, words.model).waitFor()
  const lists = field(calculator, words.list)
  if ((await lists.count()) > 0 && (await lists.inputValue()) !== list) await lists.selectOption(list)
  await field(calculator, words.model).fill('')
  await field(calculator, words.model).fill(model)
  await field(calculator, words.day).fill(day)
  // What was chosen for another model stays where this one has it too.
  for (const facet of await calculator.root.locator('select:has(> option[value=""])').all())
    await facet.selectOption('')
}

export async function openTab(
  { root, words }: Calculator,
  name: 'text' | 'conversation' | 'quantities' | 'coreHours',
): Promise<void> {
  const tab = root.getByRole('tab', { name: words[`${name}Tab`], exact: true })
  if ((await tab.getAttribute('aria-selected')) === 'false') await tab.click()
}

/** Opens what stands under the price. */
export const openSection = async ({ root }: Calculator, title: string): Promise<void> => {
  const details = root.getByRole('group').filter({ has: root.page().getByText(title, { exact: true }) })
  if ((await details.getAttribute('open')) === null) await details.getByText(title, { exact: true }).click()
}

/** The texts of the cells of a table, row by row, without its heads; empty where it is not there. */
export const rowsOf = (table: Locator): Promise<readonly (readonly string[])[]> =>
  table.locator('tbody > tr:not([hidden])').evaluateAll((rows) => {
    const textOf = (cell: Element) => {
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      const texts: string[] = []
      while (walker.nextNode()) texts.push(walker.currentNode.textContent?.trim() ?? '')
      return texts.filter((text) => text !== '').join(' ')
    }
    return rows.map((row) => [...(row as HTMLTableRowElement).cells].map(textOf))
  })

export const linesOf = ({ root, words }: Calculator): Locator => root.getByRole('table', { name: words.lines })

/** What it comes to and for which model, as it is written: `It costs 40 USD qwen-max …`. */
export const outcomeOf = async ({ root }: Calculator): Promise<string> =>
  (await root.locator('[part~=total]').allInnerTexts()).join(' ').replace(/\s+/g, ' ')

/** What a calculator is expected to show. */
export interface Shown {
  readonly lines: readonly (readonly string[])[]
  readonly total: string
}

/** Waits until these are the lines, and this the total. */
export async function expectShown(calculator: Calculator, { lines, total }: Shown): Promise<void> {
  const read = async () => {
    const outcome = await outcomeOf(calculator)
    return { lines: await rowsOf(linesOf(calculator)), total: outcome.startsWith(`${total} `) ? total : outcome }
  }
  await expect.poll(read).toEqual({ lines, total })
}
