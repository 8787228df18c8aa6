import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const element = new URL('../../dist/element/', import.meta.url)

/** What the strictest site allows: its own files, and nothing inline, made of text, or WASM. */
const POLICY = "default-src 'self'; report-uri /report"

const STYLE = 'body { margin: 0; font-family: sans-serif } main { padding: 1rem; max-inline-size: 70rem; margin: auto }'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
}

/** How a page embeds the calculator. */
export interface Embedding {
  /** Of `<ratecard-calculator>`. */
  readonly attributes?: string
  /** What stands in the page in place of that element. */
  readonly body?: string
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl'
  readonly scheme?: 'light' | 'dark'
  /** Files of the site's own, by their names; what is no text is JSON. */
  readonly files?: Readonly<Record<string, unknown>>
  /** Files that the site does not have. */
  readonly missing?: readonly string[]
}

/** A page that is open, and all that it complained about: errors, messages in the console, breaches of its policy. */
export interface OpenPage {
  readonly page: Page
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

/** A browser, and a site of one page that embeds the element. */
export interface Site {
  readonly open: (embedding: Embedding, options?: BrowserContextOptions) => Promise<OpenPage>
  readonly close: () => Promise<void>
}

/**
 * @param files of the site: JavaScript modules and styles; the page loads `element.js` and `page.css` of them.
 */
export async function openSite(executablePath: string, files = element): Promise<Site> {
  const complaints: string[] = []
  let shown: Embedding = {}
  const server = createServer(async ({ url = '/' }, response) => {
    const [path = ''] = url.split('?')
    response.setHeader('content-security-policy', POLICY)
    if (path === '/report') complaints.push('the policy was broken')
    const [type, content] = (await answerTo(path, shown, files)) ?? []
    if (type === undefined) response.writeHead(path === '/icon.png' ? 204 : 404).end()
    else response.setHeader('content-type', TYPES[type] as string).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await launch(executablePath)
  return {
    open: async (embedding, options = {}) => {
      shown = embedding
      complaints.length = 0
      const context = await browser.newContext(options)
      const page = await context.newPage()
      page.on('console', (message) => message.type() === 'info' || complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(String(error)))
      await page.goto(addressOf(server))
      await page.locator('.rc-result, .rc-mistakes').first().waitFor({ timeout: 10_000 })
      return { page, complaints, close: () => context.close() }
    },
    close: async () => {
      await browser.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answerTo(path: string, shown: Embedding, files: URL): Promise<[string, string | Buffer] | undefined> {
  if (path === '/') return ['html', html(shown)]
  if (path === '/page.css') return ['css', `${STYLE} html { color-scheme: ${shown.scheme ?? 'light'} }`]
  const [name, type] = /^[\w.-]+\.(js|css|json)$/.exec(path.slice(1)) ?? []
  if (name === undefined || type === undefined || shown.missing?.includes(name)) return undefined
  const own = shown.files?.[name]
  if (own !== undefined) return [type, typeof own === 'string' ? own : JSON.stringify(own)]
  const file = await readFile(new URL(name, files)).catch(() => undefined)
  return file && [type, file]
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })

const html = ({
  attributes = '',
  body = embedded(attributes),
  lang = 'en',
  dir = 'ltr',
}: Embedding): string => `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Costs</title>
<link rel="icon" href="/icon.png">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/element.js"></script>
</head>
<body><main><h1>Costs</h1>${body}</main></body>
</html>`

const embedded = (attributes: string): string =>
  `<ratecard-calculator ${attributes}><p>The prices are on another page.</p></ratecard-calculator>`
