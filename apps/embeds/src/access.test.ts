import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Calculator, calculatorFor, choose, field, linesOf, openSection, openTab } from './calculator.ts'
import { isTooWide, smallTargetsOf, violationsOn } from './measure-access.ts'
import { serveFolder } from './serve-folder.ts'
import { SITES, type Site } from './sites.ts'
import { launchChromium, openReader, takePicture, visit } from './visit.ts'

const executablePath = process.env.CHROMIUM

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2025-05-01' }
const NOTEBOOK = { list: 'atomgit-ai/default', model: 'notebook', day: '2026-01-05' }

const THEMES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colors': { forcedColors: 'active' },
} as const satisfies Record<string, BrowserContextOptions>

const STATES = [
  { site: SITES.html, theme: 'light', dir: 'ltr' },
  { site: SITES.html, theme: 'dark', dir: 'rtl' },
  { site: SITES.html, theme: 'forced colors', dir: 'ltr' },
  { site: SITES.vitepress, theme: 'dark', dir: 'ltr' },
  { site: SITES.vitepressZh, theme: 'light', dir: 'ltr' },
] as const

/** Each way to use a calculator with all that can be opened. */
const VIEWS: Readonly<Record<string, (find: (list: string) => Calculator) => Promise<Calculator>>> = {
  text: async (find) => {
    const calculator = find(QWEN_MAX.list)
    const { words, root } = calculator
    await choose(calculator, QWEN_MAX)
    await openTab(calculator, 'text')
    await field(calculator, words.text).fill('Hello, world. 你好。')
    await openSection(calculator, words.pieces)
    await openSection(calculator, words.volume)
    await openSection(calculator, words.compare)
    await field(calculator, words.addModel).fill('qwen-plus')
    await root.getByRole('button', { name: words.add, exact: true }).click()
    await linesOf(calculator).getByRole('button').first().click()
    await root.getByRole('listbox').getByRole('option').first().waitFor()
    await root.getByRole('table', { name: words.volume }).waitFor()
    await root.getByText(words.counting).waitFor({ state: 'detached' })
    return calculator
  },
  conversation: async (find) => {
    const calculator = find(QWEN_MAX.list)
    await choose(calculator, QWEN_MAX)
    await openTab(calculator, 'conversation')
    await calculator.root.getByRole('table', { name: calculator.words.growth }).waitFor()
    return calculator
  },
  'core-hours': async (find) => {
    const calculator = find(NOTEBOOK.list)
    await choose(calculator, NOTEBOOK)
    await openTab(calculator, 'coreHours')
    await linesOf(calculator).getByRole('button').first().click()
    return calculator
  },
  mistakes: async (find) => {
    const calculator = find(QWEN_MAX.list)
    const { words, root } = calculator
    await choose(calculator, { ...QWEN_MAX, model: 'qwen-mix' })
    await root.locator('[part~=mistakes]', { hasText: 'qwen-max' }).waitFor()
    await openTab(calculator, 'quantities')
    await field(calculator, words.model).waitFor()
    return calculator
  },
}

describe.skipIf(executablePath === undefined)('everybody can use it', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchChromium(executablePath as string)
  })
  afterAll(() => browser?.close())

  test.each(STATES)('$site.name, $theme, $dir', async ({ site, theme, dir }) => {
    const folder = await serveFolder(site.folder, (site as Site).allowed)
    const reader = await openReader(browser, THEMES[theme])
    await visit(reader, folder, site.path, async (page) => {
      if (dir === 'rtl') await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
      for (const [view, show] of Object.entries(VIEWS)) {
        await page.setViewportSize({ width: 1200, height: 900 })
        const calculator = await show((list) => calculatorFor(page, site, list))
        expect(await violationsOn(page), view).toEqual([])
        for (const width of [1200, 320]) {
          await page.setViewportSize({ width, height: 900 })
          if (process.env.PICTURES) await takePicture(page, `${site.name} ${theme} ${dir} ${view} ${width}`)
          expect(await smallTargetsOf(calculator), `${view}, ${width} pixels`).toEqual([])
          await expect.poll(() => isTooWide(page), { message: `${view} is wider than ${width} pixels` }).toBe(false)
        }
      }
    })
    await reader.close()
    await folder.close()
  })
})
