import { type CompileOptions, compileTariff, type Instant, ok, type RateTable, type Result } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import type { Choice } from '../arguments/read-choice.ts'
import type { Io } from '../io.ts'
import { compileLoaded, loadTariff } from './load-tariff.ts'

/**
 * The price lists that may price a model, compiled for that model and that instant alone: the list that was asked for,
 * else every list that knows the model. Where none knows it, all lists, so that core can name the nearest models.
 */
export async function loadTables(
  model: string,
  at: Instant,
  { tariff, asOf, allowEvidence }: Pick<Choice, 'tariff' | 'asOf' | 'allowEvidence'>,
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
  const lists = knowing.length > 0 ? knowing : BUNDLED_TARIFFS
  return ok(
    await Promise.all(lists.map(async ({ load, hashes }) => compileTariff(await load(), { ...options, hashes }))),
  )
}
