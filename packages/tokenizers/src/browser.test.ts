import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadTokenizer } from './load-tokenizer.ts'

const executablePath = process.env.CHROMIUM
const dist = new URL('../dist/', import.meta.url)
const text = 'Nice to meet you, 你好，世界! cafe\u0301 👩‍💻 \ud800 '.repeat(2_000)

/** Scripts of this server alone: no eval, no WASM, no blob, nothing inline. */
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; img-src data:"

const page = `
  import { workerTokenizer } from './index.js'
  import { load } from './qwen.js'

  const results = async (tokenizer, text) => {
    const ids = await tokenizer.encode(text)
    return [await tokenizer.count(text), Array.from(ids), await tokenizer.decode(ids)]
  }
  globalThis.onPage = async (text) => results(await load(), text)
  globalThis.inWorker = async (text) => {
    const tokenizer = workerTokenizer(new Worker('./worker.js', { type: 'module' }), 'qwen')
    try {
      return await results(tokenizer, text)
    } finally {
      tokenizer.terminate()
    }
  }
`

const server = createServer(async ({ url }, response) => {
  const name = url?.slice(1) ?? ''
  const html = name === ''
  response.setHeader('content-type', html ? 'text/html' : 'text/javascript')
  response.setHeader('content-security-policy', policy)
  if (html) response.end('<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>')
  else if (name === 'page.js') response.end(page)
  else if (/^[\w-]+\.js$/.test(name)) response.end(await readFile(new URL(name, dist)))
  else response.writeHead(404).end()
})

describe.skipIf(executablePath === undefined)('in Chromium, under a strict content security policy', () => {
  let browser: Browser

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    browser = await chromium.launch({
      executablePath: executablePath as string,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    await new Promise((resolve) => server.close(resolve))
  })

  test.each(['onPage', 'inWorker'])('%s it gives the ids it gives here', async (where) => {
    const tokenizer = await loadTokenizer('qwen')
    const ids = tokenizer.encode(text)

    const context = await browser.newContext()
    const tab = await context.newPage()
    const complaints: string[] = []
    tab.on('console', (message) => complaints.push(message.text()))
    tab.on('pageerror', (error) => complaints.push(String(error)))
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const found = await tab.evaluate(`globalThis.${where}(${JSON.stringify(text)})`)

    expect(complaints).toEqual([])
    expect(found).toEqual([ids.length, [...ids], tokenizer.decode(ids)])
    await context.close()
  })
})
