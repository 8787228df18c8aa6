import { compileTariff, type Instant, matchModels, type RateTable, type Tariff, withMatchedModel } from '@ratecard/core'
import type { RemotePricer } from './remote-pricer.ts'

/** A price list that is loaded, with the tables of what was asked of it. */
export interface OpenList {
  readonly tariff: Tariff
  /** Of its canonical JSON; empty where nobody has told it. */
  readonly sha256: string
  /** The names of its models, without aliases, in the order of the list. */
  readonly models: readonly string[]
  /** The rate table of one model at an instant. */
  readonly tableFor: (model: string, at: Instant) => RateTable
  /** Who prices by it, where that is not the page itself. */
  readonly remote?: RemotePricer
}

/** Tables that are kept: those of the models that are compared. */
const MOST_KEPT = 20

export function openList(tariff: Tariff, sha256: string): OpenList {
  const models = [...new Set(tariff.cards.map(({ model }) => model))]
  const kept = new Map<string, RateTable>()
  return {
    tariff,
    sha256,
    models,
    tableFor: (model, at) => {
      const key = `${at} ${model}`
      const table = kept.get(key) ?? compileFor(tariff, model, at, sha256)
      if (kept.size >= MOST_KEPT) kept.clear()
      kept.set(key, table)
      return table
    },
  }
}

/** For one model and one instant that takes a millisecond; for all of a list, hundreds. */
function compileFor(tariff: Tariff, model: string, at: Instant, sha256: string): RateTable {
  const models = [model, ...matchModels(model, tariff)]
  const table = compileTariff(tariff, { models, hashes: { sha256 }, horizon: { from: at, until: at + 1 } })
  const matched = withMatchedModel(table, model)
  return matched.ok ? matched.value : table
}
