import { readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPage, openSite, type Site } from '../testing/open-page.ts'

const executablePath = process.env.CHROMIUM
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const DIST = new URL('../../dist/element/', import.meta.url)
/** A file of the build whose name has a digest in it. */
const fileOf = (name: string) => readdirSync(DIST).find((file) => file.startsWith(`${name}-`)) as string
const SHOTS = new URL('../../node_modules/.cache/screenshots/', import.meta.url).pathname

const OWN = JSON.parse(readFileSync(new URL('../../../../examples/tariffs/corrected.json', import.meta.url), 'utf8'))

describe.skipIf(executablePath === undefined)('on a page with a strict policy', () => {
  let site: Site

  beforeAll(async () => {
    await mkdir(SHOTS, { recursive: true })
    site = await openSite(executablePath as string)
  })
  afterAll(() => site?.close())

  const total = ({ page }: OpenPage) => page.locator('ratecard-calculator .rc-total').first()

  test('a text is estimated at once, and then counted', async () => {
    const open = await site.open({ attributes: 'lists="alibaba-model-studio/cn-cny" model="qwen-max"' })
    await open.page.getByLabel('Text', { exact: true }).fill('Nice to meet you.')
    await open.page.getByLabel('Tokens of the answer').fill('')
    await open.page.getByText('An estimate').waitFor()
    await open.page.getByText('An estimate').waitFor({ state: 'detached' })
    await expect.poll(() => open.page.locator('.rc-lines tbody tr td').first().textContent()).toMatch(/^5 /)
    expect(open.complaints).toEqual([])
    await open.close()
  })

  test('core-hours of a notebook', async () => {
    const open = await site.open({ attributes: 'provider="atomgit-ai" model="notebook"' })
    await open.page.getByRole('tab', { name: 'Notebook and Space', selected: true }).waitFor()
    await expect.poll(() => total(open).textContent()).toContain('2.666666666667')
    expect(open.complaints).toEqual([])
    await open.close()
  })

  test('without a worker, a text is counted in the page', async () => {
    const attributes = 'lists="alibaba-model-studio/cn-cny" model="qwen-max" text="Nice to meet you."'
    const open = await site.open({ attributes, missing: ['worker.js'] })
    await expect.poll(() => open.page.locator('.rc-lines tbody tr td').first().textContent()).toMatch(/^5 /)
    expect(open.complaints.filter((text) => !text.includes('404'))).toEqual([])
    await open.close()
  })

  test('a page brings its own price list', async () => {
    const open = await site.open({ attributes: 'tariff="/own.json" text="Hello"', files: { 'own.json': OWN } })
    await expect.poll(() => total(open).textContent()).toMatch(/^[\d.]+ CNY$/)
    expect(open.complaints).toEqual([])
    await open.close()
  })

  test.each([
    ['own.json', { ...OWN, currency: 7, cards: [] }, '/currency'],
    ['own.json', ['no list'], 'object'],
    ['other.json', OWN, '/own.json'],
  ])('a price list of its own that is wrong is told in place: %s', async (name, list, told) => {
    const open = await site.open({ attributes: 'tariff="/own.json"', files: { [name]: list } })
    await expect.poll(() => open.page.locator('.rc-mistakes').textContent()).toContain(told)
    await open.close()
  })

  test('what breaks in a calculator is told in place, and can be begun anew', async () => {
    const files = { [fileOf('why')]: "export const Why = () => { throw new Error('planted') }" }
    const open = await site.open({ attributes: 'provider="atomgit-ai" model="notebook"', files })
    await open.page.locator('.rc-open').first().click()
    await open.page.getByRole('alert').getByText('a mistake of its own').waitFor()
    await open.page.getByRole('button', { name: 'Start again' }).click()
    await open.page.getByRole('tabpanel').waitFor()
    await open.close()
  })

  test('a long text has no price before it is counted', async () => {
    const attributes = `lists="alibaba-model-studio/cn-cny" model="qwen-max"`
    const open = await site.open({ attributes })
    await open.page.evaluate(`globalThis.told = []
      addEventListener('ratecard-change', ({ detail }) => told.push(detail.receipt?.totals[0]?.amount))`)
    await open.page.getByLabel('Tokens of the answer').fill('7')
    await expect.poll(() => open.page.evaluate('told.splice(0).at(-1)')).toBe('0.0000672')
    await open.page.getByLabel('Text', { exact: true }).fill('word '.repeat(25_000))
    await expect.poll(() => open.page.evaluate('told.at(-1)')).toMatch(/^0\.06006\d+$/)
    expect((await open.page.evaluate('told')) as string[]).not.toContain('0.0000672')
    await open.close()
  })

  test('turns without a price are not said to cost nothing', async () => {
    const values = JSON.stringify({ day: '2020-01-01' })
    const open = await site.open({
      attributes: `lists="alibaba-model-studio/cn-cny" model="qwen-max" tab="conversation" text="Hello" values='${values}'`,
    })
    await expect.poll(() => open.page.locator('[part=growth] tbody tr').first().textContent()).toContain('No price')
    await open.close()
  })

  test('a price list that cannot be loaded is told in place', async () => {
    const open = await site.open({ attributes: 'provider="atomgit-ai"', missing: [fileOf('tariffs')] })
    await open.page.getByRole('alert').getByText('could not be loaded').waitFor()
    await open.close()
  })

  test('a page brings its own language', async () => {
    const files = { 'fr.json': { 'ui.total': 'Cela coûte', 'meter.input_tokens': 'tokens en entrée' } }
    const open = await site.open({
      attributes: 'lists="alibaba-model-studio/cn-cny" text="Hello" locale="fr" messages="/fr.json"',
      files,
    })
    await open.page.getByText('Cela coûte').waitFor()
    await open.page.getByRole('button', { name: 'tokens en entrée' }).waitFor()
    await open.page.getByRole('button', { name: 'output tokens' }).waitFor()
    expect(open.complaints).toEqual([])
    await open.close()
  })

  test('two on a page keep apart, tell of their receipts, and leave nothing behind in the page', async () => {
    const body = `<ratecard-calculator id="one" provider="atomgit-ai" model="notebook"></ratecard-calculator>
      <ratecard-calculator id="two" lists="alibaba-model-studio/cn-cny" model="qwen-max" locale="zh"></ratecard-calculator>`
    const open = await site.open({ body })
    await open.page.evaluate(`globalThis.told = {}
      addEventListener('ratecard-change', ({ target, detail }) => { told[target.id] = detail.receipt })`)
    await open.page.locator('#one').getByLabel('Cores').fill('8')
    await open.page.locator('#two').getByLabel('文本', { exact: true }).fill('你好')
    await expect.poll(() => open.page.evaluate('told.one?.totals[0].amount')).toBe('1.333333333333')
    await expect.poll(() => open.page.evaluate('told.two?.schema')).toBe('ratecard/receipt@1')
    const added = await open.page.evaluate(`(() => {
      const frame = document.body.appendChild(document.createElement('iframe'))
      const known = new Set(Object.getOwnPropertyNames(frame.contentWindow))
      frame.remove()
      return Object.getOwnPropertyNames(globalThis).filter((name) => !known.has(name) && name !== 'told' && !/^(axe|__pw|\\d)/.test(name))
    })()`)
    expect(added).toEqual([])
    expect(open.complaints).toEqual([])
    await open.close()
  })

  const violationsOn = async ({ page }: OpenPage) => {
    await page.evaluate(axe.source)
    const { violations } = (await page.evaluate(`axe.run(${JSON.stringify({ runOnly: TAGS })})`)) as axe.AxeResults
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
  }

  const themes = ['light', 'dark'] as const
  const pages = [
    { lang: 'en', dir: 'ltr' },
    { lang: 'zh-CN', dir: 'ltr' },
    { lang: 'ar', dir: 'rtl' },
  ] as const
  const states = themes.flatMap((scheme) => pages.map((page) => ({ scheme, ...page })))

  test.each(states)('nothing stands in the way of anybody: $scheme $lang $dir', async ({ scheme, lang, dir }) => {
    const open = await site.open({
      attributes: `lists="alibaba-model-studio/cn-cny" model="qwen-max" locale="${lang}" text="Hello, world"`,
      lang,
      dir,
      scheme,
    })
    for (const summary of await open.page.locator('ratecard-calculator .rc-sections summary').all())
      await summary.click()
    await open.page.locator('ratecard-calculator .rc-open').first().click()
    await open.page.waitForTimeout(500)
    for (const width of [320, 1200]) {
      await open.page.setViewportSize({ width, height: 900 })
      await open.page.screenshot({ path: `${SHOTS}${scheme}-${lang}-${dir}-${width}.png`, fullPage: true })
      expect(await violationsOn(open)).toEqual([])
      const isWider = await open.page.evaluate('document.documentElement.scrollWidth > innerWidth')
      expect(isWider).toBe(false)
    }
    expect(open.complaints).toEqual([])
    await open.close()
  })
})
