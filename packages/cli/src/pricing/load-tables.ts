import {
  type CompileOptions,
  compileTariff,
  type Instant,
  matchesFilter,
  ok,
  type RateTable,
  type Result,
} from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import type { Choice } from '../arguments/read-choice.ts'
import type { Io } from '../io.ts'
import { compileLoaded, loadBundled, loadTariff } from './load-tariff.ts'

/**
 * The price lists that may price a model, compiled for that model and that instant alone: the list that was asked for,
 * else every list that knows the model. Where none knows it, all lists, so that core can name the nearest models.
 */
export async function loadTables(
  model: string,
  at: Instant,
  { tariff, asOf, allowEvidence, filter }: Pick<Choice, 'tariff' | 'asOf' | 'allowEvidence' | 'filter'>,
  io: Io,
): Promise<Result<readonly RateTable[]>> {
  const options: CompileOptions = {
    models: [model],
    horizon: { from: at, until: at + 1 },
    allowEvidence,
    ...(asOf && { asOf: asOf.instant }),
  }
  if (tariff !== undefined) {
    const loaded = await loadTariff(tariff, '--tariff', io)
    const table = loaded.ok ? compileLoaded(loaded.value, options, tariff) : loaded
    return table.ok ? ok([table.value]) : table
  }
  const knowing = BUNDLED_TARIFFS.filter(({ models }) => models.includes(model))
  const asked = knowing.filter((list) => matchesFilter(list, filter))
  const lists = asked.length > 0 ? asked : knowing.length > 0 ? knowing : BUNDLED_TARIFFS
  const loaded = await Promise.all(lists.map(loadBundled))
  return ok(loaded.map(({ tariff: list, hashes }) => compileTariff(list, { ...options, hashes })))
}
