import { type Json, type JsonObject, numberFields, readExact, readRange } from '../number/number-json.ts'
import type { Range } from '../number/range.ts'
import { type Rational, subtractRationals } from '../number/rational.ts'
import type { AllowanceUse, BalanceUse, LineItem, LineModifier, LineRate } from '../rating/line-item.ts'
import { issueToJson } from '../usage/usage-json.ts'
import { balanceFromJson, balanceToJson } from './balance-json.ts'
import { displayFromJson, displayToJson } from './display-json.ts'
import type { Balances, Receipt } from './receipt.ts'

/**
 * The receipt as JSON, `ratecard/receipt@1`. `receiptFromJson` reads it back to an equal receipt.
 *
 * @example
 * JSON.stringify(receiptToJson(receipt), null, 2)
 */
export function receiptToJson(receipt: Receipt): JsonObject {
  const { contract, display } = receipt
  const { id, engine, at, asOf, pricingInstant, grain, provider, scope, model, facets, statedFacets } = receipt
  const { dimensions, state } = receipt
  return {
    schema: 'ratecard/receipt@1',
    id,
    engine,
    ...defined({ at, asOf, pricingInstant }),
    grain,
    ...numberFields('requests', receipt.requests),
    provider,
    ...defined({ scope }),
    model: { ...model },
    facets,
    ...(statedFacets.length > 0 && { statedFacets }),
    dimensions,
    tariffs: receipt.tariffs.map((tariff) => ({ ...tariff })),
    ...(contract && { contract: { ...contract } }),
    lines: receipt.lines.map(lineToJson),
    totals: receipt.totals.map(({ currency, amount, complete }) => ({
      currency,
      ...numberFields('amount', amount),
      complete,
    })),
    ...(display && { display: display.map(displayToJson) }),
    coverage: namesToJson(receipt.coverage),
    provisional: receipt.provisional,
    ...(state && { state: { before: balancesToJson(state.before), after: balancesToJson(state.after) } }),
    warnings: receipt.warnings.map(issueToJson),
  }
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

const namesToJson = (values: Readonly<Record<string, Range | Rational>>): JsonObject =>
  Object.assign({}, ...Object.entries(values).map(([name, value]) => numberFields(name, value)))

/** The given fields without those that are undefined. */
const defined = (fields: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonObject

function lineToJson(line: LineItem): JsonObject {
  const {
    quantity,
    billable,
    amount,
    list,
    discounted,
    rates,
    modifiers,
    candidates,
    allowance,
    balances,
    source,
    explain,
  } = line
  return {
    id: line.id,
    ...(line.meter && { meter: line.meter }),
    ...numberFields('quantity', quantity),
    basis: quantity.basis,
    ...(billable && numberFields('billable', billable)),
    ...defined({ price: line.price, per: line.per, currency: line.currency }),
    ...(amount && numberFields('amount', amount)),
    rates: rates.map(rateToJson),
    modifiers: modifiers.map(modifierToJson),
    ...(list &&
      amount && { ...numberFields('list', list), ...numberFields('discount', discountOf(list, discounted ?? amount)) }),
    ...(line.contracted && numberFields('contracted', line.contracted)),
    ...(discounted && numberFields('discounted', discounted)),
    ...(candidates.length > 0 && { candidates: candidates.map(rateToJson) }),
    ...(allowance && { allowance: allowanceToJson(allowance) }),
    ...(balances && { balances: balances.map(useToJson) }),
    status: line.status,
    reason: line.reason,
    ...(line.evidence && { evidence: line.evidence }),
    ...(source && { source: { ...source } }),
    explain: { code: explain.code, params: explain.params as JsonObject },
  }
}

/** List less amount, end by end: both grow with the same quantity. */
const discountOf = (list: Range, amount: Range): Range => ({
  low: subtractRationals(list.low, amount.low),
  likely: subtractRationals(list.likely, amount.likely),
  high: subtractRationals(list.high, amount.high),
})

const rateToJson = (rate: LineRate): JsonObject => ({ ...rate })

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
