import { fileURLToPath } from 'node:url'
import { modeFacet } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { newKey, type ServeOptions, type Serving, serve } from '@ratecard/server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTariff } from './ask-core.ts'
import { type CalculatorPage, type CalculatorSite, openCalculators } from './calculator-page.ts'
import { differences, type Given, VECTOR_FILES } from './vector.ts'

const executablePath = process.env.CHROMIUM
const OWN_LISTS = fileURLToPath(new URL('tariffs/', import.meta.url))

/** What only a page that prices by itself loads: tokenizers, price lists, their schema, a worker. */
const OF_ITS_OWN = /^(?:schema|tariffs|worker|dist|\w*[_-]base|qwen|deepseek|o200k|default|[\w-]*-(?:cny|usd))[-.]/

describe.skipIf(executablePath === undefined)('a calculator that asks a server', () => {
  let site: CalculatorSite
  let serving: Serving

  beforeAll(async () => {
    site = await openCalculators(executablePath as string)
    serving = await start()
  })
  afterAll(async () => {
    await site?.close()
    await serving?.close()
  })

  const start = (options: ServeOptions = {}) =>
    serve({ port: 0, logLevel: 'silent', origins: [site.origin], tariffs: [OWN_LISTS], countThreads: 1, ...options })

  const open = (attributes: string, url = serving.url, mayAsk = url) =>
    site.open(`endpoint="${url}" ${attributes}`, mayAsk)

  /** A server for one test. */
  const withServer = async (options: ServeOptions, run: (own: Serving) => Promise<void>) => {
    const own = await start(options)
    await run(own).finally(() => own.close())
  }

  const QWEN = 'lists="alibaba-model-studio/cn-cny" model="qwen-max"'
  const mistake = (page: Page) => page.locator('ratecard-calculator .rc-mistakes')
  const note = (page: Page) => page.locator('ratecard-calculator .rc-outcome .rc-hint')
  const total = (page: Page) => page.locator('ratecard-calculator .rc-total .rc-number').first()
  const text = (page: Page) => page.getByLabel('Text', { exact: true })

  /** Answers in place of the server. */
  const instead = ({ page }: CalculatorPage, path: string, status: number, body: string, headers = {}) =>
    page.route(`**${path}*`, (route) =>
      route.fulfill({
        status,
        body,
        headers: { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after', ...headers },
      }),
    )

  test('a text is counted and priced by the server, and nothing of the kind is loaded', async () => {
    const calculator = await open(`${QWEN} text="Nice to meet you."`)
    const { page } = calculator
    expect((await calculator.next()).receipt).toMatchObject({
      tariffs: [{ id: 'alibaba-model-studio/cn-cny' }],
      lines: [{ meter: 'input_tokens', quantity: '5', basis: 'counted' }, { meter: 'output_tokens' }],
    })
    await page.getByText(`17 characters. They are sent to ${new URL(serving.url).host}`).waitFor()
    await text(page).fill('Nice')
    await page.getByText('until then, what it answered before').waitFor()
    expect(await page.getByRole('button', { name: 'JSON' }).isDisabled()).toBe(true)
    expect(await calculator.next()).toMatchObject({ receipt: { lines: [{ quantity: '1' }, {}] } })
    expect(await page.getByRole('button', { name: 'JSON' }).isDisabled()).toBe(false)
    expect(calculator.files.filter((file) => OF_ITS_OWN.test(file))).toEqual([])
    await calculator.close()
    const alone = await site.open(`${QWEN} text="Nice to meet you."`)
    await expect.poll(() => alone.files.filter((file) => OF_ITS_OWN.test(file)).length).toBeGreaterThan(3)
    await alone.close()
  })

  test('a conversation grows to what the server answers', async () => {
    const calculator = await open(`${QWEN} tab="conversation" text="Nice to meet you."`)
    const { page } = calculator
    const cells = page.locator('ratecard-calculator [part=growth] tbody tr').last().locator('td')
    expect(await cells.first().textContent()).toBe('1,850')
    expect(await cells.last().textContent()).toBe(`${await total(page).textContent()} CNY`)
    expect(calculator.files.filter((file) => OF_ITS_OWN.test(file))).toEqual([])
    await calculator.close()
  })

  test('other models are priced by the server, too', async () => {
    const values = JSON.stringify({ others: ['qwen-turbo', 'qwen-image'], text: 'Nice to meet you.' })
    const calculator = await open(`${QWEN} values='${values}'`)
    const { page } = calculator
    await page.getByText('Compare models').click()
    const rows = page.locator('ratecard-calculator [part=compare] tbody tr')
    await expect
      .poll(() => rows.allTextContents())
      .toEqual([
        expect.stringMatching(/^qwen-turbo0\.0001\d+ CNY/),
        expect.stringMatching(/^qwen-max0\.001932 CNY/),
        expect.stringContaining('qwen-image'),
      ])
    await expect.poll(() => rows.last().textContent()).toMatch(/rule/)
    await calculator.close()
  })

  test("a list of the server's own", async () => {
    const calculator = await open(
      `lists="fixture/volume alibaba-model-studio/cn-cny" model="per-minute" values='{"quantities":{"audio_seconds":"61"}}'`,
    )
    const { page } = calculator
    const options = page.getByLabel('Price list').locator('option')
    await options.first().waitFor({ state: 'attached' })
    expect(await options.allTextContents()).toEqual([
      'Volume prices, minimum, increment, rounding · CNY',
      'Alibaba Cloud Model Studio · China · CNY',
    ])
    expect((await calculator.next()).receipt).toMatchObject({
      tariffs: [{ id: 'fixture/volume' }],
      lines: [{ meter: 'audio_seconds', quantity: '61', billable: '120', amount: '0.6' }],
    })
    await calculator.close()
  })

  test('who is not there is asked again', async () => {
    const own = await start()
    const port = Number(new URL(own.url).port)
    const calculator = await open(`${QWEN} text="Nice to meet you."`, own.url)
    const { page } = calculator
    await calculator.next()
    await own.close()
    await text(page).fill('Nice')
    await expect.poll(() => mistake(page).textContent()).toContain('it is not there, or this page may not ask it')
    expect(await note(page).textContent()).toContain('not for what is entered now')
    expect(await total(page).textContent()).toBe('0.001932')
    const late = await open(QWEN, own.url)
    await expect.poll(() => mistake(late.page).textContent()).toContain('it is not there')
    await withServer({ port }, async () => {
      await page.getByRole('button', { name: 'Ask again' }).click()
      await expect.poll(() => total(page).textContent()).toBe('0.0019224')
      expect(await mistake(page).count()).toBe(0)
      await late.page.getByRole('button', { name: 'Ask again' }).click()
      await total(late.page).waitFor()
    })
    await Promise.all([calculator.close(), late.close()])
  })

  test.each([
    ['the server does not know the site', { origins: [] }, undefined],
    ['the policy of the page forbids it', {}, ''],
  ])('%s', async (_why, options, mayAsk) => {
    await withServer(options, async ({ url }) => {
      const calculator = await open(QWEN, url, mayAsk)
      await expect.poll(() => mistake(calculator.page).textContent()).toContain('this page may not ask it')
      await calculator.close()
    })
  })

  test('a key is sent by a script of the page', async () => {
    const { key, kept } = newKey('page', ['price', 'tariffs'])
    await withServer({ keys: [{ ...kept, scopes: [...kept.scopes] }] }, async ({ url }) => {
      const calculator = await open(`${QWEN} locale="zh"`, url)
      await expect.poll(() => mistake(calculator.page).textContent()).toContain('需要有相应权限的密钥')
      const headers = `{ ...init.headers, authorization: 'Bearer ${key}' }`
      await calculator.page.evaluate(`document.querySelector('ratecard-calculator').props = {
        fetch: (url, init) => fetch(url, { ...init, headers: ${headers} }),
      }`)
      await total(calculator.page).waitFor()
      await calculator.close()
    })
  })

  test('who has asked too often is told until when', async () => {
    await withServer({ unitsPerMinute: 400 }, async ({ url }) => {
      const calculator = await open(QWEN, url)
      const { page } = calculator
      await total(page).waitFor()
      const spend = () => fetch(`${url}/v1/tariffs`).then(({ status }) => status)
      await expect.poll(spend, { timeout: 20_000, interval: 1 }).toBe(429)
      await text(page).fill('Nice')
      await expect.poll(() => mistake(page).textContent()).toMatch(/asked too often; ask again in \d+ s/)
      await calculator.close()
    })
  })

  test.each([
    ['/v1/estimate', 503, '<h1>Back soon</h1>', { 'retry-after': '7' }, /busy or is being restarted; ask again in 7 s/],
    ['/v1/estimate', 502, '<h1>Bad gateway</h1>', {}, /could not answer \(HTTP 502\)/],
    ['/v1/estimate', 200, '<h1>Welcome</h1>', {}, /cannot be understood/],
    ['/v1/estimate', 200, '{"schema":"ratecard/receipt@1","lines":[{}],"totals":[]}', {}, /cannot be understood/],
    ['/v1/tariffs?lang', 200, '{"tariffs":[{"id":1}]}', {}, /cannot be understood/],
    ['/v1/tariffs/', 200, '{"schema":"ratecard/tariff@1","cards":[]}', {}, /cannot be understood/],
  ])('%s answers %i %s', async (path, status, body, headers, said) => {
    const calculator = await site.open('', serving.url)
    await instead(calculator, path, status, body, headers)
    await calculator.set({ lists: 'alibaba-model-studio/cn-cny', endpoint: serving.url })
    await expect.poll(() => mistake(calculator.page).textContent()).toMatch(said)
    await calculator.close()
  })

  test('a late answer to what was entered before is never shown', async () => {
    const calculator = await open(`${QWEN} text="Nice to meet you."`)
    const { page } = calculator
    await calculator.next()
    const failed: string[] = []
    page.on('requestfailed', (request) => failed.push(request.postData() ?? ''))
    await page.route('**/v1/estimate*', async (route) => {
      if (route.request().postData()?.includes('slow')) await new Promise((resolve) => setTimeout(resolve, 1500))
      await route.continue().catch(() => {})
    })
    await text(page).fill('slow slow slow')
    await page.waitForTimeout(500)
    await text(page).fill('Nice')
    expect(await calculator.next()).toMatchObject({
      inputs: { text: 'Nice' },
      receipt: { lines: [{ quantity: '1' }, {}] },
    })
    expect(failed).toEqual([expect.stringContaining('slow')])
    await page.waitForTimeout(1500)
    expect(await total(page).textContent()).toBe('0.0019224')
    await calculator.close()
  })

  test('what the server refuses is said where it stands', async () => {
    const calculator = await open(QWEN)
    await calculator.next()
    await calculator.page.getByLabel('Tokens of the answer').fill('0.5')
    expect(await calculator.next()).toMatchObject({ inputs: { outputTokens: '0.5' } })
    const field = calculator.page.getByLabel('Tokens of the answer')
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    expect(await mistake(calculator.page).textContent()).toContain('a whole number of 0 or more')
    await calculator.close()
  })

  const asked = VECTOR_FILES.flatMap(([, vectors]) => vectors).flatMap((vector) => {
    const values = valuesOf(vector.given)
    return values && vector.then.issues === undefined ? [{ vector, values }] : []
  })

  test(`the digits of ${asked.length} vectors`, { timeout: 120_000 }, async () => {
    const calculator = await open('')
    await calculator.next()
    const wrong: unknown[] = []
    for (const [at, { vector, values }] of asked.entries()) {
      // Values that are the same as before are no question.
      await calculator.set({ values: JSON.stringify({ ...values, monthly: String(at) }) })
      const { receipt } = await calculator.next()
      const found = receipt ? differences({ exit: exitFor(receipt), receipt }, vector.then) : ['no receipt']
      if (found.length > 0) wrong.push([vector.name, ...found])
    }
    expect(wrong).toEqual([])
    expect(asked.length).toBeGreaterThan(80)
    await calculator.close()
  })
})

const exitFor = (receipt: object): number =>
  (receipt as { readonly lines: readonly { readonly status: string }[] }).lines.some(
    ({ status }) => status === 'unpriced',
  )
    ? 4
    : 0

/** A question as a reader enters it; undefined for what has no field. */
function valuesOf({ command, ...given }: Given): object | undefined {
  const {
    tariff,
    model = 'notebook',
    scope,
    currency,
    at,
    mode,
    facet,
    usage,
    text,
    outputTokens,
    turns,
    ...rest
  } = given
  const { image, audio, cores, duration, instances = '1', ...others } = rest
  if (Object.keys(others).length > 0 || (at !== undefined && !at.endsWith('T12:00:00+08:00'))) return undefined
  const list = tariff === undefined ? bundledList(model, scope, currency) : readTariff(tariff).id
  if (list === undefined) return undefined
  const modes = (mode?.split(',') ?? []).flatMap((name) => modeFacet(name) ?? [])
  const facets = { ...Object.fromEntries(modes.map(({ facet: name, is }) => [name, is])), ...facet }
  const common = { list, model, day: at?.slice(0, 10) ?? '', facets }
  if (command === 'core-hours') return { ...common, tab: 'core-hours', cores, duration, instances }
  if (command === 'price') return { ...common, tab: 'quantities', quantities: usage }
  const call = {
    text: text ?? '',
    outputTokens: outputTokens ?? '',
    images: image?.join() ?? '',
    audio: audio?.join() ?? '',
  }
  return {
    ...common,
    ...call,
    ...(turns === undefined ? { tab: 'text' } : { tab: 'conversation', turns: String(turns) }),
  }
}

/** AtomGit's models have names of their own; those of Model Studio are in the list that scope and currency name. */
function bundledList(model: string, scope: string | undefined, currency: string | undefined): string | undefined {
  const lists = BUNDLED_TARIFFS.filter((list) =>
    scope === undefined ? list.id === 'atomgit-ai/default' : list.scope === scope && list.currency === currency,
  )
  return lists.length === 1 && !(scope === undefined && /^qwen/.test(model)) ? lists[0]?.id : undefined
}
