import { failed, issue, ok, type Result } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages/plain'
import { problemIssues } from './problem-issues.ts'

/** Where a server is, and how it is asked. */
export interface ServerOptions {
  /** Its address, such as `https://costs.example.org`; what is no whole address is one beside that of the page. */
  readonly endpoint: string
  /** In place of the page's own: to send a key along, or cookies. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** The language in which it tells what is wrong. */
  readonly locale: Locale
}

/** A server that can be asked. */
export interface AskedServer {
  readonly host: string
  /**
   * The text that the server answers: to a body what it says of it, without one what stands at the path. Rejects with the
   * reason of the signal when that is aborted, and with nothing else.
   *
   * Issues: those that the server tells; `ui.server-offline`, `ui.server-unreachable`, `ui.server-slow` and those of
   * `problemIssues`.
   */
  readonly ask: (path: string, body?: object, signal?: AbortSignal) => Promise<Result<string>>
}

/** Milliseconds after which nobody waits any longer: a server gives up a count itself after 20 seconds. */
const LONGEST = 30_000

/** Issues: `ui.server-address`. */
export function openServer({ endpoint, fetch = globalThis.fetch, locale }: ServerOptions): Result<AskedServer> {
  const base = addressOf(endpoint)
  if (base === undefined) return failed(issue('ui.server-address', '', { came: endpoint.slice(0, 200) }))
  const { host } = base
  const ask: AskedServer['ask'] = async (path, body, signal) => {
    const url = `${base.origin}${base.pathname.replace(/\/$/, '')}${path}?lang=${locale}`
    const waiting = new AbortController()
    const giveUp = () => waiting.abort()
    const timer = setTimeout(giveUp, LONGEST)
    signal?.addEventListener('abort', giveUp)
    try {
      const response = await fetch(url, { ...requestOf(body), signal: waiting.signal })
      const text = await response.text()
      return response.ok ? ok(text) : failed(...problemIssues(response, text, host))
    } catch {
      signal?.throwIfAborted()
      if (waiting.signal.aborted) return failed(issue('ui.server-slow', '', { host, seconds: String(LONGEST / 1000) }))
      // A browser does not say whether it is the network, CORS or the policy of the page.
      const isOffline = globalThis.navigator?.onLine === false
      return failed(issue(isOffline ? 'ui.server-offline' : 'ui.server-unreachable', '', { host }))
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', giveUp)
    }
  }
  return ok({ host, ask })
}

function addressOf(endpoint: string): URL | undefined {
  try {
    const url = new URL(endpoint, globalThis.document?.baseURI)
    return /^https?:$/.test(url.protocol) ? url : undefined
  } catch {
    return undefined
  }
}

const requestOf = (body: object | undefined): RequestInit =>
  body === undefined
    ? {}
    : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
