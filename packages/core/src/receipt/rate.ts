import type { RateTable } from '../compile/rate-table.ts'
import { isMeterId, type MeterId, meter } from '../meter/meter.ts'
import { exactly, isOrdered, type Range } from '../number/range.ts'
import { compareRationals, formatExact, isInteger, type Rational, ZERO } from '../number/rational.ts'
import { readInstant } from '../period/instant.ts'
import { choosePriceList, type PriceList, type PriceListFilter } from '../rating/choose-price-list.ts'
import { rateUsage } from '../rating/rate-usage.ts'
import { allowanceFor, NO_STATE, type RatingState } from '../rating/settle.ts'
import { failed, type Issue, issue, ok, type Result, shown } from '../result.ts'
import { quantityEntries, type Usage } from '../usage/usage.ts'
import { issueReceipt, type ReceiptContext } from './issue-receipt.ts'
import { findPlan, ratePlainly, rememberPlan } from './plain-rating.ts'
import type { Receipt } from './receipt.ts'

export interface RateOptions extends ReceiptContext {
  /** Narrows the price lists when several know the model. */
  readonly filter?: PriceListFilter
  /** Balances of free quota and of the period. Default none: no allowance is applied, and the receipt says so. */
  readonly state?: RatingState
}

/**
 * Rates one usage: every quantity becomes a line with its price, its reason and its source, and nothing is guessed.
 *
 * Issues: `missing-instant`, `instant-without-offset`, `invalid-instant`, `no-quantity`, `unknown-meter`,
 * `invalid-quantity-whole`, `invalid-quantity-decimal`, `unknown-facet`, `invalid-facet-value`, `no-allowance`,
 * `unknown-model`, `ambiguous-price-list`; of prepaid balances `unknown-allowance`, `repeated-balance`,
 * `invalid-balance`, `balance-currency`, `balance-without-model`.
 *
 * @param tables compiled price lists; the one that knows the model is used.
 * @example
 * const receipt = rate(usage, [compileTariff(tariff)], { id: 'receipt-1', engine: '1.0.0' })
 */
export function rate(usage: Usage, tables: readonly RateTable[], options: RateOptions): Result<Receipt> {
  const read = usage.at === undefined ? failed(issue('missing-instant', '/at')) : readInstant(usage.at, '/at')
  const plan = read.ok ? findPlan(usage, tables, options, read.value) : undefined
  const plain = plan && read.ok && ratePlainly(plan, usage, read.value, options)
  if (plain) return ok(plain)
  const issues = [...(read.ok ? [] : read.issues), ...quantityIssues(usage)]
  if (!read.ok || issues.length > 0) return failed(...issues)
  const filter = { ...(usage.provider !== undefined && { provider: usage.provider }), ...options.filter }
  const list = choosePriceList(usage.model, tables, filter, read.value)
  if (!list.ok) return list
  const state = options.state ?? NO_STATE
  const listIssues = [...facetIssues(usage, list.value), ...balanceIssues(list.value, state)]
  if (listIssues.length > 0) return failed(...listIssues)
  const receipt = issueReceipt(usage, list.value, rateUsage(usage, list.value, read.value, state), state, options)
  if (plan === undefined) rememberPlan(usage, tables, options, read.value, receipt)
  return ok(receipt)
}

function quantityIssues({ quantities, requests }: Usage): readonly Issue[] {
  if (Object.keys(quantities).length === 0) return [issue('no-quantity', '/quantities')]
  return countIssues([['requests', exactly(requests)], ...quantityEntries(quantities)], '/quantities')
}

const countIssues = (entries: readonly (readonly [string, Range])[], place: string): readonly Issue[] =>
  entries.flatMap(([id, { low, likely, high }]) => {
    const path = `${place}/${id}`
    if (!isMeterId(id)) return [issue('unknown-meter', path, { meter: shown(id) })]
    const ends = [low, likely, high]
    const isWhole = !meter(id).fractional
    const isValid = isOrdered({ low, likely, high }) && isAmount(low) && (!isWhole || ends.every(isInteger))
    const came = [...new Set(ends.map(formatExact))]
    return isValid
      ? []
      : [issue(isWhole ? 'invalid-quantity-whole' : 'invalid-quantity-decimal', path, { meter: id, came })]
  })

const isAmount = (value: Rational): boolean => compareRationals(value, ZERO) >= 0

function facetIssues({ facets }: Usage, { table }: PriceList): readonly Issue[] {
  return Object.entries(facets).flatMap(([name, value]) => {
    if (name === 'context_tier') return []
    const facet = Object.hasOwn(table.facets, name) ? table.facets[name] : undefined
    if (facet === undefined)
      return [issue('unknown-facet', `/facets/${name}`, { facet: shown(name), candidates: Object.keys(table.facets) })]
    if (facet.values.includes(value)) return []
    return [
      issue('invalid-facet-value', `/facets/${name}`, { facet: name, came: shown(value), candidates: facet.values }),
    ]
  })
}

/** A balance that no allowance would ever take from, or that is below zero, is a mistake and not a saving. */
function balanceIssues(
  { table, model }: PriceList,
  { remaining, usedInPeriod, prepaid }: RatingState,
): readonly Issue[] {
  const { tariff } = table
  const used = Object.entries(usedInPeriod).map(([id, count]) => [id, exactly(count)] as const)
  const invalid = [...countIssues(Object.entries(remaining), '/remaining'), ...countIssues(used, '/usedInPeriod')]
  const uncovered = (Object.keys(remaining) as MeterId[])
    .filter((id) => allowanceFor(tariff, model.name, id) === undefined)
    .map((id) => issue('no-allowance', `/remaining/${id}`, { meter: id, tariff: tariff.id, model: model.name }))
  return [...invalid, ...uncovered, ...(prepaid?.check(tariff) ?? [])]
}
