import {
  addNumber,
  type Fields,
  type Json,
  type JsonObject,
  numberFields,
  readExact,
  readRange,
} from '../number/number-json.ts'
import type { Range } from '../number/range.ts'
import { type Rational, subtractRationals } from '../number/rational.ts'
import type { AllowanceUse, BalanceUse, LineItem, LineModifier, LineRate } from '../rating/line-item.ts'
import { issueToJson } from '../usage/usage-json.ts'
import { balanceFromJson, balanceToJson } from './balance-json.ts'
import { displayFromJson, displayToJson } from './display-json.ts'
import type { Balances, Receipt } from './receipt.ts'

/**
 * The receipt as JSON, `ratecard/receipt@1`. `receiptFromJson` reads it back to an equal receipt. What is the same in both is
 * shared: it is not to be written to.
 *
 * @example
 * JSON.stringify(receiptToJson(receipt), null, 2)
 */
export function receiptToJson(receipt: Receipt): JsonObject {
  const { at, asOf, pricingInstant, scope, statedFacets, contract, display, state } = receipt
  const json: Fields = { schema: 'ratecard/receipt@1', id: receipt.id, engine: receipt.engine }
  if (at !== undefined) json.at = at
  if (asOf !== undefined) json.asOf = asOf
  if (pricingInstant !== undefined) json.pricingInstant = pricingInstant
  json.grain = receipt.grain
  addNumber(json, 'requests', receipt.requests)
  json.provider = receipt.provider
  if (scope !== undefined) json.scope = scope
  json.model = receipt.model as unknown as JsonObject
  json.facets = receipt.facets
  if (statedFacets.length > 0) json.statedFacets = statedFacets
  json.dimensions = receipt.dimensions
  json.tariffs = receipt.tariffs as unknown as readonly JsonObject[]
  if (contract) json.contract = contract as unknown as JsonObject
  json.lines = receipt.lines.map(lineToJson)
  json.totals = receipt.totals.map(totalToJson)
  if (display) json.display = display.map(displayToJson)
  json.coverage = namesToJson(receipt.coverage)
  json.provisional = receipt.provisional
  if (state) json.state = { before: balancesToJson(state.before), after: balancesToJson(state.after) }
  json.warnings = receipt.warnings.map(issueToJson)
  return json
}

function totalToJson({ currency, amount, complete }: Receipt['totals'][number]): JsonObject {
  const json: Fields = { currency }
  addNumber(json, 'amount', amount)
  json.complete = complete
  return json
}

const balancesToJson = ({ remaining, usedInPeriod, balances }: Balances): JsonObject => ({
  remaining: namesToJson(remaining),
  usedInPeriod: namesToJson(usedInPeriod),
  ...(balances && { balances: balances.map(balanceToJson) }),
})

const balancesFromJson = (json: JsonObject): Balances => ({
  remaining: mapNames(json.remaining as JsonObject, readRange),
  usedInPeriod: mapNames(json.usedInPeriod as JsonObject, readRange),
  ...(json.balances !== undefined && { balances: (json.balances as readonly JsonObject[]).map(balanceFromJson) }),
})

function namesToJson(values: Readonly<Record<string, Range | Rational>>): JsonObject {
  const json: Fields = {}
  for (const name of Object.keys(values)) addNumber(json, name, values[name] as Range | Rational)
  return json
}

/** The given fields without those that are undefined. */
const defined = (fields: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonObject

function lineToJson(line: LineItem): JsonObject {
  const { quantity, billable, amount, candidates, allowance, balances, source, explain } = line
  const json: Fields = { id: line.id }
  if (line.meter) json.meter = line.meter
  addNumber(json, 'quantity', quantity)
  json.basis = quantity.basis
  if (billable) addNumber(json, 'billable', billable)
  if (line.price !== undefined) json.price = line.price
  if (line.per !== undefined) json.per = line.per
  if (line.currency !== undefined) json.currency = line.currency
  if (amount) addNumber(json, 'amount', amount)
  json.rates = line.rates as unknown as readonly JsonObject[]
  json.modifiers = line.modifiers.map(modifierToJson)
  addDiscounts(json, line)
  if (candidates.length > 0) json.candidates = candidates as unknown as readonly JsonObject[]
  if (allowance) json.allowance = allowanceToJson(allowance)
  if (balances) json.balances = balances.map(useToJson)
  json.status = line.status
  json.reason = line.reason
  if (line.evidence) json.evidence = line.evidence
  if (source) json.source = source as unknown as JsonObject
  json.explain = { code: explain.code, params: explain.params }
  return json
}

function addDiscounts(json: Fields, { amount, list, contracted, discounted }: LineItem): void {
  if (list && amount) {
    addNumber(json, 'list', list)
    addNumber(json, 'discount', discountOf(list, discounted ?? amount))
  }
  if (contracted) addNumber(json, 'contracted', contracted)
  if (discounted) addNumber(json, 'discounted', discounted)
}

/** List less amount, end by end: both grow with the same quantity. */
const discountOf = (list: Range, amount: Range): Range => ({
  low: subtractRationals(list.low, amount.low),
  likely: subtractRationals(list.likely, amount.likely),
  high: subtractRationals(list.high, amount.high),
})

const modifierToJson = ({ id, name, factor, source, ...rest }: LineModifier): JsonObject => ({
  id,
  ...(name && { name: { ...name } }),
  ...numberFields('factor', factor),
  ...(rest as JsonObject),
  ...(source && { source: { ...source } }),
})

function modifierFromJson(json: JsonObject): LineModifier {
  const { factorExact: _exact, ...rest } = json
  return { ...(rest as unknown as LineModifier), factor: readExact(json, 'factor') }
}

const useToJson = ({ consumed, remaining, currency, until, ...names }: BalanceUse): JsonObject => ({
  ...names,
  ...numberFields('consumed', consumed),
  ...numberFields('remaining', remaining),
  ...defined({ currency, until }),
})

function useFromJson(json: JsonObject): BalanceUse {
  const kept = ['id', 'allowance', 'kind', 'currency', 'until'].filter((name) => json[name] !== undefined)
  return {
    ...(Object.fromEntries(kept.map((name) => [name, json[name]])) as unknown as BalanceUse),
    consumed: readRange(json, 'consumed'),
    remaining: readRange(json, 'remaining'),
  }
}

const allowanceToJson = ({ id, consumed, remaining }: AllowanceUse): JsonObject => ({
  id,
  ...numberFields('consumed', consumed),
  ...numberFields('remaining', remaining),
})

/**
 * Reads a receipt that `receiptToJson` wrote. The shape is trusted: JSON from outside goes through `parseReceipt` of
 * `@ratecard/core/schema`.
 */
export function receiptFromJson(json: JsonObject): Receipt {
  const { schema: _schema, lines, totals, coverage, state, requests: _requests, requestsExact: _exact, ...plain } = json
  const written = state as { before: JsonObject; after: JsonObject } | undefined
  return {
    ...(plain as unknown as Omit<Receipt, 'lines' | 'totals' | 'coverage' | 'state' | 'requests' | 'statedFacets'>),
    statedFacets: (json.statedFacets ?? []) as readonly string[],
    requests: readExact(json, 'requests'),
    lines: (lines as readonly JsonObject[]).map(lineFromJson),
    totals: (totals as readonly JsonObject[]).map((total) => ({
      currency: total.currency as string,
      amount: readRange(total, 'amount'),
      complete: total.complete as boolean,
    })),
    ...(json.display !== undefined && { display: (json.display as readonly JsonObject[]).map(displayFromJson) }),
    coverage: mapNames(coverage as JsonObject, readExact),
    ...(written && {
      state: { before: balancesFromJson(written.before), after: balancesFromJson(written.after) },
    }),
  }
}

function lineFromJson(json: JsonObject): LineItem {
  const optional = <K extends string>(name: K) =>
    json[name] === undefined ? {} : ({ [name]: readRange(json, name) } as Record<K, Range>)
  const kept = ['id', 'meter', 'status', 'reason', 'price', 'per', 'currency', 'evidence', 'source', 'explain']
  const allowance = json.allowance as JsonObject | undefined
  return {
    ...(Object.fromEntries(
      kept.flatMap((name) => (json[name] === undefined ? [] : [[name, json[name]]])),
    ) as unknown as LineItem),
    quantity: { ...readRange(json, 'quantity'), basis: json.basis as LineItem['quantity']['basis'] },
    ...optional('billable'),
    ...optional('amount'),
    ...optional('list'),
    ...optional('contracted'),
    ...optional('discounted'),
    rates: json.rates as unknown as readonly LineRate[],
    modifiers: (json.modifiers as readonly JsonObject[]).map(modifierFromJson),
    candidates: (json.candidates ?? []) as unknown as readonly LineRate[],
    ...(allowance && {
      allowance: {
        id: allowance.id as string,
        consumed: readRange(allowance, 'consumed'),
        remaining: readRange(allowance, 'remaining'),
      },
    }),
    ...(json.balances !== undefined && { balances: (json.balances as readonly JsonObject[]).map(useFromJson) }),
  }
}

/** Reads an object whose keys name numbers, skipping the suffixed companions. */
const mapNames = <T>(json: JsonObject, read: (json: JsonObject, name: string) => T): Record<string, T> =>
  Object.fromEntries(
    Object.keys(json)
      .filter((name) => typeof json[name] === 'string' && !(name.endsWith('Exact') && name.slice(0, -5) in json))
      .map((name) => [name, read(json, name)]),
  )
