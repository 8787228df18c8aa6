import { readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const site = fileURLToPath(new URL('..', import.meta.url))
const build = join(site, 'build')
const textsOf = (locale: string): Record<string, { message: string }> =>
  JSON.parse(readFileSync(join(site, `i18n/${locale}/code.json`), 'utf8'))

it('says everything in both languages, with the same values', () => {
  const [en, zh] = ['en', 'zh-CN'].map(textsOf) as [ReturnType<typeof textsOf>, ReturnType<typeof textsOf>]
  const values = ({ message }: { message: string }) => (message.match(/\{\w+\}/g) ?? []).sort()
  expect(Object.keys(zh)).toEqual(Object.keys(en))
  for (const [id, text] of Object.entries(en))
    expect([id, values(zh[id] ?? { message: '' })]).toEqual([id, values(text)])
})

const PAGES = [
  '/',
  '/calculator',
  '/atomgit',
  '/model-studio',
  '/prices',
  '/prices/alibaba-model-studio',
  '/prices/alibaba-model-studio/lists/international-usd',
  '/prices/alibaba-model-studio/qwen-plus',
  '/prices/atomgit-ai/notebook',
  '/docs/quick-start',
  '/docs/tariffs',
  '/http/prices',
  '/http/schemas',
  '/reference/core',
  '/benchmarks',
  '/docs/benchmarks/tokenizers',
]

describe.skipIf(process.env.CHROMIUM === undefined)('the built site, under its own security policy', () => {
  let server: Server
  let browser: Browser
  let base: string

  beforeAll(async () => {
    server = serveBuild()
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { CHROMIUM: executablePath = '' } = process.env
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  })

  afterAll(async () => {
    await browser.close()
    server.close()
  })

  /** A page, and everything that went wrong on it or was asked of another host. */
  async function open(path: string, width: number): Promise<{ page: Page; faults: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 800 } })
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('request', (request) => !request.url().startsWith(base) && faults.push(request.url()))
    await page.goto(base + path, { waitUntil: 'load' })
    await page.locator('html[data-has-hydrated=true]').waitFor({ state: 'attached' })
    if ((await page.locator('.ratecard').count()) > 0) await page.locator('.ratecard .rc-outcome').first().waitFor()
    return { page, faults }
  }

  it.concurrent.each(PAGES.flatMap((path) => [path, `/zh-CN${path}`]))(
    '%s has no fault, and fits 320 pixels',
    async (path) => {
      const { page, faults } = await open(path, 320)
      const { lang, excess } = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        excess: document.documentElement.scrollWidth - innerWidth,
      }))
      expect({ faults, lang, excess }).toEqual({
        faults: [],
        lang: path.startsWith('/zh-CN') ? 'zh-CN' : 'en',
        excess: 0,
      })
      await page.close()
    },
  )

  it('prices core-hours on the page of AtomGit', async () => {
    const { page } = await open('/zh-CN/atomgit', 1200)
    await page.locator('.ratecard', { hasText: '8/3' }).waitFor()
    await page.close()
  })

  it.each([
    ['/', 'qwen3-max', 'qwen3-max'],
    ['/zh-CN/', '免费额度', '免费额度'],
  ])('%s finds %s', async (path, query, found) => {
    const { page, faults } = await open(path, 1200)
    await page.fill('.navbar__search-input', query)
    expect(await page.locator('[class*=suggestion]').first().textContent()).toContain(found)
    expect(faults).toEqual([])
    await page.close()
  })
})

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

function serveBuild(): Server {
  const { policy } = JSON.parse(readFileSync(join(build, 'policy.json'), 'utf8'))
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const path = [pathname, `${pathname}.html`, `${pathname}/index.html`]
      .map((name) => join(build, decodeURIComponent(name)))
      .find((name) => statSync(name, { throwIfNoEntry: false })?.isFile())
    response.writeHead(path === undefined ? 404 : 200, {
      'content-type': TYPES[extname(path ?? '')] ?? 'application/octet-stream',
      'content-security-policy': policy,
    })
    response.end(path === undefined ? '' : readFileSync(path))
  }).listen(0)
}
