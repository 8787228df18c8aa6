import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Serving, serve } from '../serve.ts'
import { testServices } from '../testing/ask.ts'

const executablePath = process.env.CHROMIUM
const pages = ['/docs', '/problems', '/problems/unknown-model']
const languages = ['en', 'zh']
const combinations = pages.flatMap((path) => languages.map((language) => [path, language] as const))

/** What axe finds wrong with a page, by all of its rules or by some. */
async function violationsOf(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const options = rules ? { runOnly: rules } : {}
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as axe.AxeResults
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
}

/** Links and buttons of less than 24 pixels that do not stand in a sentence. */
const SMALL = `[...document.querySelectorAll('a, summary')].filter((one) => {
  const { width, height } = one.getBoundingClientRect()
  return width > 0 && Math.min(width, height) < 24 && getComputedStyle(one).display !== 'inline'
}).map((one) => one.outerHTML)`

describe.skipIf(executablePath === undefined)('in Chromium', () => {
  let browser: Browser
  let serving: Serving

  beforeAll(async () => {
    serving = await serve({ port: 0, services: testServices })
    browser = await chromium.launch({
      executablePath: executablePath as string,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    await serving?.close()
  })

  test.each(combinations)('%s in %s can be read by all', async (path, language) => {
    const page = await browser.newPage({ colorScheme: 'light', viewport: { width: 320, height: 800 } })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(`${serving.url}${path}?lang=${language}`)
    expect(await violationsOf(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    expect(await page.evaluate(SMALL)).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })

  test.each(pages)('%s can be read in the dark', async (path) => {
    const page = await browser.newPage({ colorScheme: 'dark', viewport: { width: 1280, height: 800 } })
    await page.goto(`${serving.url}${path}`)
    expect(await violationsOf(page, ['color-contrast'])).toEqual([])
    await page.close()
  })
})
