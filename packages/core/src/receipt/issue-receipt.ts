import type { MeterId } from '../meter/meter.ts'
import { exactly, type Range } from '../number/range.ts'
import { ONE, ZERO } from '../number/rational.ts'
import type { PriceList } from '../rating/choose-price-list.ts'
import type { LineItem } from '../rating/line-item.ts'
import type { RatedLine } from '../rating/rate-lines.ts'
import type { RatedUsage } from '../rating/rate-usage.ts'
import type { RatingState } from '../rating/settle.ts'
import { type Issue, issue } from '../result.ts'
import type { ContractReference } from '../tariff/contract.ts'
import type { Usage } from '../usage/usage.ts'
import type { Receipt, ReceiptState } from './receipt.ts'

/** What the caller knows and core must not read for itself. */
export interface ReceiptContext {
  readonly id: string
  readonly engine: string
  readonly asOf?: string
}

/** Makes the record of a rating. */
export function issueReceipt(
  usage: Usage,
  { table, model }: PriceList,
  rated: RatedUsage,
  state: RatingState,
  context: ReceiptContext,
): Receipt {
  const { tariff, hashes, contract } = table
  const lines = rated.lines.map(({ line }) => line)
  const balances = stateOf(rated, state)
  return {
    id: context.id,
    engine: context.engine,
    ...(usage.at !== undefined && { at: usage.at, pricingInstant: usage.at }),
    ...(context.asOf !== undefined && { asOf: context.asOf }),
    grain: usage.grain,
    requests: usage.requests,
    provider: tariff.provider,
    ...(tariff.scope !== undefined && { scope: tariff.scope }),
    model: {
      requested: usage.model,
      billed: rated.card?.model ?? model.name,
      ...(rated.card?.snapshot !== undefined && { snapshot: rated.card.snapshot }),
    },
    facets: rated.facets,
    statedFacets: Object.keys(usage.facets),
    dimensions: usage.dimensions,
    tariffs: [{ id: tariff.id, version: tariff.version, ...(hashes && { sha256: hashes.sha256 }) }],
    ...(contract && { contract }),
    lines,
    totals: rated.totals,
    coverage: Object.fromEntries(lines.map(({ id, status }) => [id, status === 'unpriced' ? ZERO : ONE])),
    provisional: rated.provisional,
    ...(balances && { state: balances }),
    warnings: [...rated.warnings, ...contractWarnings(contract, lines)],
  }
}

/** A contract that changes no line may be for another model, or over. */
const contractWarnings = (contract: ContractReference | undefined, lines: readonly LineItem[]): readonly Issue[] =>
  contract && lines.every(({ contracted }) => contracted === undefined)
    ? [issue('contract-without-effect', '', { contract: contract.name })]
    : []

/** The balances of the meters whose lines took from free quota or counted towards a period. */
function stateOf(
  { lines, prepaid: left }: RatedUsage,
  { remaining, usedInPeriod, prepaid: had }: RatingState,
): ReceiptState | undefined {
  const balances = (pick: (rated: RatedLine, id: MeterId) => Range | undefined): Readonly<Record<string, Range>> =>
    Object.fromEntries(
      lines.flatMap((rated) => {
        const id = rated.line.meter
        const range = id && pick(rated, id)
        return range ? [[id, range]] : []
      }),
    )
  const state = {
    before: {
      remaining: balances(({ line }, id) => line.allowance && remaining[id]),
      usedInPeriod: balances(({ usedInPeriod: after }, id) => after && exactly(usedInPeriod[id] ?? ZERO)),
      ...(had && { balances: had.balances }),
    },
    after: {
      remaining: balances(({ line }) => line.allowance?.remaining),
      usedInPeriod: balances((rated) => rated.usedInPeriod),
      ...(left && { balances: left.balances }),
    },
  }
  const isAny = had !== undefined || Object.keys({ ...state.before.remaining, ...state.before.usedInPeriod }).length > 0
  return isAny ? state : undefined
}
