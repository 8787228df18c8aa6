import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Answer } from './vector.ts'

const element = new URL(import.meta.resolve('@ratecard/react/element'))

/** What a calculator told of itself: what was entered, and the receipt that a reader sees. */
export interface Told {
  readonly inputs: Readonly<Record<string, unknown>>
  readonly receipt?: Answer['receipt']
}

/** A page with a calculator. */
export interface CalculatorPage {
  readonly page: Page
  /** The files of the calculator that the page has loaded. */
  readonly files: readonly string[]
  /** What it tells next, once for each time that it does. */
  readonly next: () => Promise<Told>
  /** Changes attributes of the calculator. */
  readonly set: (attributes: Readonly<Record<string, string>>) => Promise<void>
  readonly close: () => Promise<void>
}

/** A site of one page whose policy allows it to ask one other origin, in a browser. */
export interface CalculatorSite {
  readonly origin: string
  readonly open: (attributes: string, mayAsk?: string) => Promise<CalculatorPage>
  readonly close: () => Promise<void>
}

const html = (attributes: string) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Costs</title>
<link rel="icon" href="data:,">
<script type="module" src="/element.js"></script>
<ratecard-calculator ${attributes}></ratecard-calculator>
</html>`

export async function openCalculators(executablePath: string): Promise<CalculatorSite> {
  let shown = { attributes: '', mayAsk: '' }
  const server = createServer(async ({ url = '/' }, response) => {
    if (url === '/') {
      const policy = `default-src 'self'; img-src data:; connect-src 'self' ${shown.mayAsk}`
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy })
      return response.end(html(shown.attributes))
    }
    const script = await readFile(new URL(`.${url}`, element)).catch(() => undefined)
    return response.writeHead(script ? 200 : 404, { 'content-type': 'text/javascript' }).end(script)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  return {
    origin,
    open: async (attributes, mayAsk = '') => {
      shown = { attributes, mayAsk }
      return openPage(browser, origin)
    },
    close: () => closeAll(browser, server),
  }
}

async function openPage(browser: Browser, origin: string): Promise<CalculatorPage> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const files: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(origin)) files.push(new URL(request.url()).pathname.slice(1))
  })
  const told: Told[] = []
  let hear = () => {}
  await page.exposeFunction('tell', (detail: Told) => {
    told.push(detail)
    hear()
  })
  await page.addInitScript("addEventListener('ratecard-change', ({ detail }) => tell(detail))")
  await page.goto(origin)
  return {
    page,
    files,
    next: async () => {
      while (told.length === 0)
        await new Promise<void>((resolve) => {
          hear = resolve
        })
      return told.shift() as Told
    },
    set: async (attributes) => {
      const pairs = Object.entries(attributes).map((pair) => `setAttribute(...${JSON.stringify(pair)})`)
      await page.evaluate(`{ const one = document.querySelector('ratecard-calculator'); one.${pairs.join('; one.')} }`)
    },
    close: () => context.close(),
  }
}

async function closeAll(browser: Browser, server: Server): Promise<void> {
  await browser.close()
  server.closeAllConnections()
  server.close()
}
