import { canonicalJson, failed, issue, type Result, readJson } from '@ratecard/core'
import type { ListedList } from './price-lists.ts'
import { ownList } from './price-lists.ts'
import { sha256Of } from './sha256-of.ts'

/** Bytes of a price list of one's own. */
const MOST = 5_000_000

/**
 * Reads a price list that a page brings: JSON as text, the address of such, or what was read of it already. Its validator is
 * loaded for this alone.
 *
 * Issues: those of `readJson` and of `parseTariff`; `ui.tariff-not-loaded`.
 */
export async function readOwnTariff(given: unknown): Promise<Result<ListedList>> {
  const text = typeof given === 'string' ? await textOf(given) : JSON.stringify(given)
  if (text === undefined || text.length > MOST)
    return failed(issue('ui.tariff-not-loaded', '', { address: String(given).slice(0, 200) }))
  const json = readJson(text)
  if (!json.ok) return json
  const { parseTariff } = await loadValidator()
  const tariff = parseTariff(json.value)
  return tariff.ok ? { ok: true, value: ownList(tariff.value, await sha256Of(canonicalJson(json.value))) } : tariff
}

/** What zod keeps for all of a page. */
const shared = globalThis as { __zod_globalConfig?: { jitless?: boolean } }

/** zod tries `new Function` when it is loaded, which a strict policy forbids and reports: not for this validator. */
async function loadValidator() {
  shared.__zod_globalConfig ??= {}
  const config = shared.__zod_globalConfig
  const { jitless = false } = config
  config.jitless = true
  try {
    return await import('@ratecard/core/schema')
  } finally {
    config.jitless = jitless
  }
}

async function textOf(given: string): Promise<string | undefined> {
  if (/^\s*\{/.test(given)) return given
  const answer = await fetch(given).catch(() => undefined)
  return answer?.ok ? answer.text() : undefined
}
