import { mkdir } from 'node:fs/promises'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ServedFolder } from './serve-folder.ts'

export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })

/** A reader's browser, which lets pages write to the clipboard. */
export const openReader = (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options })

/**
 * Opens an address of a site for a reader who does something there. Fails where they fail, with a picture of the page; and
 * where the page complained meanwhile: messages in the console, of which React's and Vue's about hydration are some, errors,
 * requests that failed or went elsewhere, breaches of the policy.
 */
export async function visit(
  reader: BrowserContext,
  site: ServedFolder,
  path: string,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await reader.newPage()
  page.setDefaultTimeout(10_000)
  const complaints = listen(page, site)
  try {
    await page.goto(`${site.origin}${path}`)
    await act(page)
  } catch (error) {
    await takePicture(page, `failed-${Date.now()}`)
    if (complaints.length === 0) throw error
    throw new AggregateError([error], `${(error as Error).message}\n${complaints.join('\n')}`)
  }
  expect([...complaints, ...site.takeReports()]).toEqual([])
  await page.close()
}

function listen(page: Page, { origin }: ServedFolder): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => complaints.push(`error: ${error.stack ?? error}`))
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(`elsewhere: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`)
  })
  return complaints
}

const pictures = new URL('../node_modules/.cache/screenshots/', import.meta.url)

/** Keeps a picture of the whole page, to be looked at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: new URL(`${name.replaceAll(' ', '-')}.png`, pictures).pathname, fullPage: true })
}
