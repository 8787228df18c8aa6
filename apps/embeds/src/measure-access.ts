import axe from 'axe-core'
import type { Page } from 'playwright-core'
import type { Calculator } from './calculator.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds wrong in the calculators of a page, each with the elements concerned. */
export async function violationsOn(
  page: Page,
): Promise<readonly (readonly [rule: string, elements: readonly string[]])[]> {
  await page.evaluate(axe.source)
  const { violations } = (await page.evaluate(
    ([own]) => (window as unknown as { axe: typeof axe }).axe.run('ratecard-calculator', { runOnly: [...own] }),
    [RULES] as const,
  )) as axe.AxeResults
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`)])
}

/** Side of the smallest target that may be pressed, in CSS pixels (WCAG 2.2, 2.5.8). */
const SMALLEST = 24

/**
 * Controls of a calculator that are smaller; links within a sentence may be. A box to tick is as large as its label, which is
 * pressed for it.
 */
export const smallTargetsOf = ({ root }: Calculator): Promise<readonly string[]> =>
  root.locator('button, input, select, textarea, summary, [role=option]').evaluateAll((controls, smallest) => {
    const isSmall = (control: Element) => {
      const { width, height } = (control.closest('label') ?? control).getBoundingClientRect()
      return width > 0 && (width < smallest || height < smallest)
    }
    return controls.filter(isSmall).map(({ outerHTML }) => outerHTML)
  }, SMALLEST)

/** Whether something stands out over the edge of the page, so that a reader has to scroll aside. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
