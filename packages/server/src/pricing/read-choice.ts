import {
  type Balance,
  type Contract,
  type Evidence,
  exactly,
  type FxTable,
  failed,
  formatInstant,
  type Instant,
  type Issue,
  type LosslessJson,
  modeFacet,
  ok,
  type PriceListFilter,
  prepaid,
  type RatingState,
  type Result,
  readInstant,
} from '@ratecard/core'
import { parseBalances, parseContract, parseFx } from '@ratecard/core/schema'
import type { z } from 'zod'
import { serverIssue } from '../problems/server-issue.ts'
import type { choiceDocuments, choiceShape } from './choice-schema.ts'
import { readQuantities } from './read-quantities.ts'

/** The fields that choose a price, as their schema read them. */
export type ChoiceFields = z.output<z.ZodObject<typeof choiceShape>>

/** Fields that hold documents, as they came. */
export type ChoiceDocuments = Readonly<Partial<Record<keyof typeof choiceDocuments, LosslessJson>>>

/** An instant with the text that said it. */
export interface Moment {
  readonly text: string
  readonly instant: Instant
}

/** What chooses the price list and the price, as far as the request says. */
export interface Choice {
  readonly filter: PriceListFilter
  readonly tariff: string | undefined
  readonly at: Moment | undefined
  readonly asOf: Moment | undefined
  readonly facets: Readonly<Record<string, string>>
  readonly allowEvidence: readonly Evidence[]
  readonly state: RatingState | undefined
  readonly contract: Contract | undefined
  readonly display: { readonly currency: string; readonly fx: FxTable } | undefined
}

export function readChoice(fields: ChoiceFields, documents: ChoiceDocuments): Result<Choice> {
  const at = readMoment(fields.at, '/at')
  const asOf = readMoment(fields.asOf, '/asOf')
  const facets = readFacets(fields)
  const state = readState(documents)
  const contract = readDocument(documents.contract, '/contract', parseContract)
  const display = readDisplay(fields, documents)
  if (at.ok && asOf.ok && facets.ok && state.ok && contract.ok && display.ok)
    return ok({
      filter: filterOf(fields),
      tariff: fields.tariff,
      at: at.value,
      asOf: asOf.value,
      facets: facets.value,
      allowEvidence: wordsOf(fields.allowEvidence) as readonly Evidence[],
      state: state.value,
      contract: contract.value,
      display: display.value,
    })
  return failed(...[at, asOf, facets, state, contract, display].flatMap((read) => (read.ok ? [] : read.issues)))
}

/** Names of price lists, as they are asked for. */
export function filterOf({ provider, scope, currency }: PriceListFilter): PriceListFilter {
  const filter: { -readonly [name in keyof PriceListFilter]: PriceListFilter[name] } = {}
  if (provider !== undefined) filter.provider = provider
  if (scope !== undefined) filter.scope = scope
  if (currency !== undefined) filter.currency = currency
  return filter
}

export const wordsOf = (list: string | undefined): readonly string[] => list?.split(/, ?/) ?? []

/** Now, to the second: the instant whose prices apply where nothing says another. */
export function momentOf(now: number): Moment {
  const instant = now - (now % 1000)
  if (latest.instant !== instant) latest = { text: formatInstant(instant), instant }
  return latest
}

/** Many requests come in one second. */
let latest: Moment = { text: formatInstant(0), instant: 0 }

export function readMoment(text: string | undefined, path: string): Result<Moment | undefined> {
  if (text === undefined) return ok(undefined)
  const instant = readInstant(text, path)
  return instant.ok ? ok({ text, instant: instant.value }) : instant
}

/** Facet values as `facets` states them and `mode` abbreviates them. */
function readFacets({ facets, mode }: ChoiceFields): Result<Readonly<Record<string, string>>> {
  if (mode === undefined) return ok(facets ?? {})
  const all = new Map(Object.entries(facets ?? {}))
  const issues: Issue[] = []
  for (const word of wordsOf(mode)) {
    const { facet, is } = modeFacet(word) ?? { facet: '', is: '' }
    const known = all.get(facet)
    if (known !== undefined && known !== is)
      issues.push(serverIssue('contradictory-fields', '/mode', { fields: [`${facet} ${known}`, `mode ${word}`] }))
    else all.set(facet, is)
  }
  return issues.length > 0 ? failed(...issues) : ok(Object.fromEntries(all))
}

function readState({ remaining, balances }: ChoiceDocuments): Result<RatingState | undefined> {
  if (remaining === undefined && balances === undefined) return ok(undefined)
  const left = readQuantities(remaining, '/remaining')
  const held: Result<readonly Balance[] | undefined> = readDocument(balances, '/balances', parseBalances)
  if (!left.ok || !held.ok) return failed(...[left, held].flatMap((read) => (read.ok ? [] : read.issues)))
  if (left.value.length === 0 && held.value === undefined) return ok(undefined)
  return ok({
    remaining: Object.fromEntries(left.value.map(([id, value]) => [id, exactly(value)])),
    usedInPeriod: {},
    ...(held.value && { prepaid: prepaid(held.value) }),
  })
}

/** Both or neither: Ratecard knows no exchange rates of its own. */
function readDisplay({ displayCurrency }: ChoiceFields, { fx }: ChoiceDocuments): Result<Choice['display']> {
  if (displayCurrency === undefined && fx === undefined) return ok(undefined)
  const read = readDocument(fx, '/fx', parseFx)
  if (!read.ok) return read
  if (displayCurrency !== undefined && read.value !== undefined)
    return ok({ currency: displayCurrency, fx: read.value })
  const [field, needs] = displayCurrency === undefined ? ['fx', 'displayCurrency'] : ['displayCurrency', 'fx']
  return failed(serverIssue('needs-field', `/${field}`, { field, needs }))
}

/** Reads a field that holds a document; every mistake in it is told with its place. */
function readDocument<T>(
  json: LosslessJson | undefined,
  path: string,
  parse: (json: LosslessJson) => Result<T>,
): Result<T | undefined> {
  if (json === undefined) return ok(undefined)
  const read = parse(json)
  return read.ok ? read : failed(...read.issues.map((issue) => ({ ...issue, path: `${path}${issue.path}` })))
}
