import {
  failed,
  findModel,
  type MeterId,
  ok,
  type PriceHistory,
  type PriceLine,
  priceHistory,
  priceHistoryToJson,
  type Result,
  readInstant,
  tariffFacets,
} from '@ratecard/core'
import { instantOfRun, readChoice } from '../arguments/read-choice.ts'
import { cliIssue, shorten } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { candidateOf, defaultNotices } from '../pricing/default-notices.ts'
import { loadTables } from '../pricing/load-tables.ts'
import { placeArguments } from '../pricing/place-arguments.ts'
import { renderHistory } from '../render/render-history.ts'

/** Shows every price of a model along time. */
export async function tariffHistory(invocation: Invocation, io: Io): Promise<CommandResult> {
  const [model] = invocation.operands
  if (model === undefined) return { kind: 'needs-help' }
  const choice = readChoice(invocation)
  if (!choice.ok) return failure('arguments', choice.issues)
  const { facets, asOf, allowEvidence, filter } = choice.value
  const at = instantOfRun(io.now())
  const now = readInstant(at)
  if (!now.ok) return failure('arguments', now.issues)
  const tables = await loadTables(model, now.value, choice.value, io, shorten(model))
  if (!tables.ok) return failure('input', tables.issues)
  const found = findModel(model, tables.value.tables, filter, at)
  if (!found.ok) {
    const passedOver = defaultNotices(candidateOf(found.issues, tables.value.tables), choice.value)
    return failure('arguments', placeArguments(found.issues, shorten(model)), passedOver)
  }
  const { table, model: priced } = found.value.list
  const { tariff, hashes } = table
  const whole = priceHistory(tariff, priced.name, { allowEvidence, ...(asOf && { asOf: asOf.instant }) })
  const history = narrow(whole, invocation.option('meter'), facets)
  if (!history.ok) return failure('arguments', history.issues)
  const isAll = invocation.has('all') || Object.keys(facets).length > 0
  return {
    kind: 'answer',
    json: priceHistoryToJson(history.value, hashes),
    text: (page) => renderHistory(history.value, { now: now.value, isAll }, page),
    outcome: 'done',
    notices: [...tables.value.notices, ...defaultNotices(tariff, choice.value)],
  }
}

/** The prices of one meter and of some facet values alone. */
function narrow(
  history: PriceHistory,
  meter: string | undefined,
  facets: Readonly<Record<string, string>>,
): Result<PriceHistory> {
  const meters = [...new Set(history.lines.map((line) => line.meter))]
  const known = tariffFacets(history.tariff)
  const issues = [
    ...(meter === undefined || meters.includes(meter as MeterId)
      ? []
      : [cliIssue('unknown-meter', '--meter', { came: shorten(meter), candidates: meters })]),
    ...Object.entries(facets).flatMap(([name, value]) => {
      const values = Object.hasOwn(known, name) ? known[name]?.values : undefined
      if (values?.includes(value)) return []
      const [came, candidates] = values ? [value, values] : [name, Object.keys(known)]
      return [cliIssue('unknown-choice', '--facet', { came: shorten(came), candidates })]
    }),
  ]
  if (issues.length > 0) return failed(...issues)
  const isAsked = (line: PriceLine) =>
    (meter === undefined || line.meter === meter) &&
    Object.entries(facets).every(([name, value]) => (line.facets[name] ?? value) === value)
  return ok({ ...history, lines: history.lines.filter(isAsked) })
}
