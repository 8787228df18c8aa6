import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { chromium } from 'playwright-core'

const modules = join(import.meta.dirname, '..', 'node_modules')
const folders = { element: '@ratecard/react/dist/element', esm: 'gpt-tokenizer/esm' }
const types = { '.js': 'text/javascript', '.html': 'text/html' }

/** The same field in three pages: ours, one that counts on each key as playgrounds do, and one that does nothing. */
const bodies = {
  ratecard: `<script type="module" src="/element/element.js"></script>
    <ratecard-calculator lists="alibaba-model-studio/cn-cny" model="qwen-max" share="off"></ratecard-calculator>`,
  'gpt-tokenizer': `<textarea rows="6" cols="50"></textarea><output></output>
    <script type="module">
      import { countTokens } from '/esm/encoding/o200k_base.js'
      document.querySelector('textarea').addEventListener('input', ({ target }) => {
        document.querySelector('output').textContent = countTokens(target.value)
      })
    </script>`,
  'bare field': '<textarea rows="6" cols="50"></textarea><output></output>',
}

export const pageNames = Object.keys(bodies)

/** A browser and a server with the pages; `open(name)` waits until there is a field to type in. */
export async function openPages() {
  const server = createServer(async ({ url }, response) => {
    const [, folder = '', ...path] = decodeURIComponent(url).split('/')
    const file = folders[folder] && join(modules, folders[folder], normalize(`/${path.join('/')}`))
    const content = file ? await readFile(file).catch(() => undefined) : bodies[folder] && page(bodies[folder])
    if (content === undefined) return response.writeHead(404).end()
    response.setHeader('content-type', types[extname(file ?? '.html')] ?? 'text/html').end(content)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    version: browser.version(),
    open: async (name) => {
      const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
      const opened = await context.newPage()
      const bytes = []
      opened.on('response', async (response) => bytes.push([response.url(), await response.body().catch(() => '')]))
      await opened.goto(`${origin}/${encodeURIComponent(name)}`)
      await opened.locator('textarea').first().waitFor()
      await opened.evaluate(watchLongTasks)
      return { page: opened, bytes, close: () => context.close() }
    },
    close: async () => {
      await browser.close()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const page = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Typing</title><body>${body}</body></html>`

/** Keeps how long the main thread was blocked, where that was more than 50 ms. */
function watchLongTasks() {
  globalThis.longTasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration)
  }).observe({ type: 'longtask' })
}

/** Pastes as a reader does, and gives the moment at which the page was told. */
export async function paste(page, text) {
  await page.evaluate((own) => navigator.clipboard.writeText(own), text)
  await page.locator('textarea').first().focus()
  await page.evaluate(() => {
    const { promise, resolve } = Promise.withResolvers()
    document.addEventListener('paste', () => resolve(performance.now()), { capture: true, once: true })
    globalThis.pasted = promise
    globalThis.longTasks.length = 0
  })
  await page.keyboard.press('Control+V')
  return page.evaluate(() => globalThis.pasted)
}
