import { readFileSync } from 'node:fs'
import {
  applyContract,
  type CompileOptions,
  compileTariff,
  countScripts,
  detectMapping,
  type EstimateRequest,
  estimate,
  exactly,
  failed,
  findModel,
  type MeterId,
  modeFacet,
  normalizeUsage,
  prepaid,
  type Quantities,
  type RateTable,
  type Rational,
  type Receipt,
  type Result,
  rate,
  rateCoreHours,
  rational,
  readDuration,
  readInstant,
  readJson,
  receiptToJson,
  type Tariff,
  type Usage,
  withModel,
} from '@ratecard/core'
import { parseBalances, parseContract } from '@ratecard/core/schema'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { loadTokenizer } from '@ratecard/tokenizers'
import type { Answer, Given } from './vector.ts'

/** A day around an instant: enough for a table whose prices depend on the clock. */
const horizonAround = (at: number) => ({ from: at - 86_400_000, until: at + 86_400_000 })

const filterOf = ({ scope, currency }: Given) => ({
  ...(scope !== undefined && { scope }),
  ...(currency !== undefined && { currency }),
})

/** The name that the flags or the body give; of an unknown one nothing is compiled. */
function modelOf({ model, response, command }: Given): readonly string[] {
  const inBody = typeof response === 'object' && response !== null && 'model' in response ? response.model : undefined
  const named = model ?? inBody ?? (command === 'core-hours' ? 'notebook' : undefined)
  return typeof named === 'string' ? [named] : []
}

async function tablesFor(given: Given): Promise<readonly RateTable[]> {
  const { tariff, contract, asOf, at } = given
  const agreed = contract === undefined ? undefined : parseContract(contract)
  if (agreed && !agreed.ok) throw new Error(JSON.stringify(agreed.issues))
  const compile = (published: Tariff, own: CompileOptions) => {
    if (!agreed) return compileTariff(published, own)
    return compileTariff(applyContract(published, agreed.value), { ...own, contract: { name: agreed.value.name } })
  }
  const known = asOf === undefined ? undefined : readInstant(asOf)
  const when = at === undefined ? undefined : readInstant(at)
  const options: CompileOptions = {
    models: modelOf(given),
    ...(known?.ok && { asOf: known.value }),
    ...(when?.ok && { horizon: horizonAround(when.value) }),
  }
  if (tariff !== undefined) return [compile(readTariff(tariff), options)]
  return Promise.all(BUNDLED_TARIFFS.map(async (list) => compile(await list.load(), { ...options, hashes: list })))
}

export const readTariff = (name: string): Tariff =>
  JSON.parse(readFileSync(new URL(`tariffs/${name}.json`, import.meta.url), 'utf8')) as Tariff

const facetsOf = ({ mode, facet }: Given): Record<string, string> => {
  const modes = (mode?.split(',') ?? []).flatMap((name) => modeFacet(name) ?? [])
  return { ...Object.fromEntries(modes.map(({ facet: name, is }) => [name, is])), ...facet }
}

const quantitiesOf = (usage: Readonly<Record<string, string>>): Quantities =>
  Object.fromEntries(
    Object.entries(usage).map(([id, value]) => [id, { ...exactly(rational(value)), basis: 'reported' }]),
  )

const usageOf = (given: Given, quantities: Quantities): Usage => ({
  ...(given.at !== undefined && { at: given.at }),
  grain: 'request',
  requests: rational(1),
  model: given.model ?? '',
  facets: facetsOf(given),
  dimensions: {},
  quantities,
  issues: [],
})

function usageFromResponse(given: Given): Result<Usage> {
  const body = readJson(JSON.stringify(given.response))
  if (!body.ok) return body
  const mapping = detectMapping(body.value)
  if (!mapping.ok) return mapping
  const usage = normalizeUsage(body.value, mapping.value)
  if (!usage.ok) return usage
  const at = given.at ?? usage.value.at
  const used = withModel(usage.value, given.model ?? usage.value.model)
  return { ok: true, value: { ...used, facets: facetsOf(given), ...(at !== undefined && { at }) } }
}

async function estimateRequest(given: Given, tables: readonly RateTable[]): Promise<Result<EstimateRequest>> {
  const { model = '', at = '', text, outputTokens, turns, requests, image = [], audio = [], images, fileSize } = given
  const found = findModel(model, tables, filterOf(given), at)
  if (!found.ok) return failed(...found.issues)
  const tokenizer = found.value.card?.tokenizer
  const counted =
    text === undefined
      ? undefined
      : tokenizer === undefined
        ? { scripts: countScripts(text) }
        : { tokens: rational((await loadTokenizer(tokenizer)).count(text)) }
  return {
    ok: true,
    value: {
      model,
      at,
      facets: facetsOf(given),
      ...(counted && { text: counted }),
      imageSizes: image.map((size) => {
        const [width = 0, height = 0] = size.split('x').map(Number)
        return { width, height }
      }),
      audioSeconds: audio.map((length) => secondsOf(length)),
      ...(images !== undefined && { images: rational(images) }),
      ...(outputTokens !== undefined && { outputTokens: rational(outputTokens) }),
      ...(turns !== undefined && { turns }),
      ...(requests !== undefined && { requests }),
      ...(fileSize !== undefined && { fileBytes: rational(fileSize) }),
    },
  }
}

function secondsOf(length: string): Rational {
  const seconds = readDuration(length)
  if (!seconds.ok) throw new Error(length)
  return seconds.value
}

/** Issues that exit codes tell apart: what names a price, what names a file, and the rest, which is an argument. */
const EXIT_BY_CODE: Readonly<Record<string, number>> = {
  'unknown-model': 4,
  'ambiguous-model': 4,
  'ambiguous-price-list': 4,
  'context-exceeded': 5,
  'unknown-allowance': 5,
  'contradictory-counts': 5,
  'unknown-response-format': 5,
  'invalid-count': 5,
}

/** The exit code of a command line that stumbled on these issues. */
export const exitOf = (issues: readonly { readonly code: string }[]): number => EXIT_BY_CODE[issues[0]?.code ?? ''] ?? 2

/** Asks core directly what a command line asks. */
export async function askCore(given: Given): Promise<Answer> {
  const tables = await tablesFor(given)
  const receipt = await receiptOf(given, tables)
  if (!receipt.ok) return { exit: exitOf(receipt.issues), issues: receipt.issues }
  const isOpen = receipt.value.lines.some(({ status }) => status === 'unpriced')
  return { exit: isOpen ? 4 : 0, receipt: receiptToJson(receipt.value) as unknown as Answer['receipt'] & object }
}

async function receiptOf(given: Given, tables: readonly RateTable[]): Promise<Result<Receipt>> {
  const remaining = Object.entries(given.remaining ?? {}).map(([id, value]) => [
    id as MeterId,
    exactly(rational(value)),
  ])
  const balances = parseBalances({ schema: 'ratecard/balances@1', balances: given.balances ?? [] })
  if (!balances.ok) return balances
  const options = {
    id: 'vector',
    engine: '0.0.0',
    filter: filterOf(given),
    state: {
      remaining: Object.fromEntries(remaining),
      usedInPeriod: {},
      ...(given.balances && { prepaid: prepaid(balances.value) }),
    },
  }
  if (given.command === 'estimate') {
    const request = await estimateRequest(given, tables)
    return request.ok ? estimate(request.value, tables, options) : request
  }
  if (given.command === 'core-hours') return rateCoreHours(coreHoursOf(given), tables, options)
  const usage =
    given.response === undefined ? { ok: true as const, value: pricedUsage(given) } : usageFromResponse(given)
  return usage.ok ? rate(usage.value, tables, options) : usage
}

const pricedUsage = (given: Given): Usage => usageOf(given, quantitiesOf(given.usage ?? {}))

const coreHoursOf = ({ cores = '', duration = '', instances = '1', model = 'notebook', at }: Given) => ({
  model,
  at: at ?? '2026-11-21T12:00:00+08:00',
  cores: rational(cores),
  seconds: rational(duration.replace(/s$/, '')),
  instances: rational(instances),
})
