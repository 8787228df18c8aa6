import {
  type CompileOptions,
  type Instant,
  type Issue,
  matchesFilter,
  matchModels,
  ok,
  type RateTable,
  type Result,
  withMatchedModel,
} from '@ratecard/core'
import type { Choice } from '../arguments/read-choice.ts'
import type { Io } from '../io.ts'
import { compileLoaded, type LoadedTariff, loadTariff } from './load-tariff.ts'
import { skipped } from './own-tariffs.ts'
import { type BookEntry, openBook } from './tariff-book.ts'

/** Price lists made ready for one model, and what is to be told of files that could not be used. */
export interface LoadedTables {
  readonly tables: readonly RateTable[]
  readonly notices: readonly Issue[]
}

/**
 * The price lists that may price a model, compiled for that model and that instant alone: the list that was asked for,
 * else every list that knows the model, or by whose rules it has another name. Where none knows it, all lists, so that
 * core can name the nearest models.
 */
export async function loadTables(
  model: string,
  at: Instant,
  {
    tariff,
    tariffs,
    asOf,
    allowEvidence,
    filter,
  }: Pick<Choice, 'tariff' | 'tariffs' | 'asOf' | 'allowEvidence' | 'filter'>,
  io: Io,
): Promise<Result<LoadedTables>> {
  const options: CompileOptions = {
    horizon: { from: at, until: at + 1 },
    allowEvidence,
    ...(asOf && { asOf: asOf.instant }),
  }
  const book = await openBook(tariffs, io)
  if (tariff !== undefined) {
    const loaded = await loadTariff(tariff, '--tariff', book, io)
    const table = loaded.ok ? compileFor(model, loaded.value, options, tariff) : loaded
    return table.ok ? ok({ tables: [table.value], notices: book.issues }) : table
  }
  const tables: RateTable[] = []
  const notices: Issue[] = [...book.issues]
  for (const { file = '', load } of entriesFor(model, book.entries, filter)) {
    const loaded = await load()
    if (!loaded.ok) {
      notices.push(...skipped(file, loaded.issues))
      continue
    }
    const table = compileFor(model, loaded.value, options, file)
    if (!table.ok) return table
    tables.push(table.value)
  }
  return ok({ tables, notices })
}

/**
 * A list that has the name as it is goes before one that only has a rule for it, and one that the filter leaves before
 * others, which are there to be named.
 */
function entriesFor(model: string, entries: readonly BookEntry[], filter: Choice['filter']): readonly BookEntry[] {
  const exactly = entries.filter(({ knows }) => knows(model) === 'exactly')
  const byRule = entries.filter(({ knows }) => knows(model) === 'by-rule')
  const isAsked = ({ list }: BookEntry) => matchesFilter(list, filter)
  const choices = [exactly.filter(isAsked), byRule.filter(isAsked), exactly, byRule, entries]
  return choices.find((some) => some.length > 0) ?? []
}

function compileFor(model: string, loaded: LoadedTariff, options: CompileOptions, place: string): Result<RateTable> {
  const models = [model, ...matchModels(model, loaded.tariff)]
  const table = compileLoaded(loaded, { ...options, models }, place)
  return table.ok ? withMatchedModel(table.value, model) : table
}
