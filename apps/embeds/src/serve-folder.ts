import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** A folder on a port of this machine, under the strictest policy that its pages can do with. */
export interface ServedFolder {
  readonly origin: string
  /** Breaches of the policy that browsers reported since this was asked last. */
  readonly takeReports: () => readonly string[]
  readonly close: () => Promise<void>
}

/**
 * Serves a folder of built pages. The policy is one for all of them, and allows the folder's own files and nothing else: no
 * `eval`, no `blob:`, no WASM, and nothing inline but what the engine itself wrote into its pages, which is named by hashes.
 *
 * @param allowed what the engine cannot do without besides, such as `img-src 'self' data:`.
 */
export async function serveFolder(folder: URL, allowed: readonly string[] = []): Promise<ServedFolder> {
  const reports: string[] = []
  const policy = [...policyOf(await pagesOf(folder)), ...allowed, 'report-uri /report'].join('; ')
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/report') {
      for await (const chunk of request) reports.push(String(chunk))
      return response.writeHead(204).end()
    }
    const page = pathname.endsWith('/') ? `${pathname}index.html` : `${pathname}.html`
    const name = extname(pathname) === '' ? page : pathname
    const content = await readFile(new URL(`.${name}`, folder)).catch(() => undefined)
    if (content === undefined) return response.writeHead(404).end()
    // A page that is opened again takes its files from the browser's cache, as on a real site.
    response.setHeader('cache-control', 'max-age=600')
    response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream')
    return response.setHeader('content-security-policy', policy).end(content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeReports: () => reports.splice(0),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function pagesOf(folder: URL): Promise<readonly string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'))
  return Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
}

/** The directives that pages need: those without inline scripts and styles need no more than `default-src 'self'`. */
export function policyOf(pages: readonly string[]): readonly string[] {
  const scripts = hashesOf(pages, /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)
  const styles = hashesOf(pages, /<[a-z][^>]*\sstyle="([^"]*)"/g)
  return [
    "default-src 'self'",
    ...(scripts.length > 0 ? [`script-src 'self' ${scripts.join(' ')}`] : []),
    ...(styles.length > 0 ? [`style-src-attr 'unsafe-hashes' ${styles.join(' ')}`] : []),
  ]
}

function hashesOf(pages: readonly string[], inline: RegExp): readonly string[] {
  const texts = pages.flatMap((page) => [...page.matchAll(inline)].map(([, text = '']) => text))
  return [...new Set(texts)].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
}
