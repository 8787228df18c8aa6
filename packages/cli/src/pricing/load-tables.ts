import { type CompileOptions, failed, type Instant, ok, type RateTable, type Result } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import type { Choice } from '../arguments/read-choice.ts'
import type { Io } from '../io.ts'
import { compileLoaded, type LoadedTariff, loadTariff } from './load-tariff.ts'
import { withContract } from './with-contract.ts'

/**
 * The price lists that may price a model, compiled for that model and that instant alone: the list that was asked for,
 * else every list that knows the model. Where none knows it, all lists, so that core can name the nearest models.
 */
export async function loadTables(
  model: string,
  at: Instant,
  { tariff, contract, asOf, allowEvidence }: Pick<Choice, 'tariff' | 'contract' | 'asOf' | 'allowEvidence'>,
  io: Io,
): Promise<Result<readonly RateTable[]>> {
  const options: CompileOptions = {
    models: [model],
    horizon: { from: at, until: at + 1 },
    allowEvidence,
    ...(asOf && { asOf: asOf.instant }),
  }
  const lists = await loadLists(model, tariff, io)
  const agreed = lists.ok ? await withContract(lists.value, contract, io) : lists
  if (!agreed.ok) return agreed
  const tables = agreed.value.map((list) => compileLoaded(list, options, tariff ?? list.tariff.id))
  const issues = tables.flatMap((table) => (table.ok ? [] : table.issues))
  return issues.length > 0 ? failed(...issues) : ok(tables.flatMap((table) => (table.ok ? [table.value] : [])))
}

async function loadLists(model: string, tariff: string | undefined, io: Io): Promise<Result<readonly LoadedTariff[]>> {
  if (tariff !== undefined) {
    const loaded = await loadTariff(tariff, '--tariff', io)
    return loaded.ok ? ok([loaded.value]) : loaded
  }
  const knowing = BUNDLED_TARIFFS.filter(({ models }) => models.includes(model))
  const lists = knowing.length > 0 ? knowing : BUNDLED_TARIFFS
  return ok(await Promise.all(lists.map(async ({ load, hashes }) => ({ tariff: await load(), hashes }))))
}
