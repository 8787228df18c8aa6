import {
  type CompileOptions,
  failed,
  type Instant,
  type Issue,
  listsForModel,
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
import { placeArguments } from './place-arguments.ts'
import { openBook } from './tariff-book.ts'
import { withContract } from './with-contract.ts'

/** Price lists made ready for one model, and what is to be told of files that could not be used. */
export interface LoadedTables {
  readonly tables: readonly RateTable[]
  readonly notices: readonly Issue[]
}

/**
 * The price lists that may price a model, compiled for that model and that instant alone: the list that was asked for,
 * else every list that knows the model, or by whose rules it has another name. Where none knows it, all lists, so that
 * core can name the nearest models.
 *
 * @param modelPlace where the model's name came from.
 */
export async function loadTables(
  model: string,
  at: Instant,
  choice: Pick<Choice, 'tariff' | 'tariffs' | 'contract' | 'asOf' | 'allowEvidence' | 'filter'>,
  io: Io,
  modelPlace = '--model',
): Promise<Result<LoadedTables>> {
  const options: CompileOptions = {
    horizon: { from: at, until: at + 1 },
    allowEvidence: choice.allowEvidence,
    ...(choice.asOf && { asOf: choice.asOf.instant }),
  }
  const loaded = await loadLists(model, choice, io)
  if (!loaded.ok) return loaded
  const agreed = await withContract(loaded.value.lists, choice.contract, io)
  if (!agreed.ok) return agreed
  const compiled = agreed.value.map((list) => {
    const place = choice.tariff ?? list.tariff.id
    return compileFor(model, list, { options, place, modelPlace })
  })
  const issues = compiled.flatMap((table) => (table.ok ? [] : table.issues))
  if (issues.length > 0) return failed(...issues)
  return ok({
    tables: compiled.flatMap((table) => (table.ok ? [table.value] : [])),
    notices: loaded.value.notices,
  })
}

interface About {
  readonly options: CompileOptions
  /** Of the price list, and of the model's name. */
  readonly place: string
  readonly modelPlace?: string
}

interface LoadedLists {
  readonly lists: readonly LoadedTariff[]
  readonly notices: readonly Issue[]
}

async function loadLists(
  model: string,
  { tariff, tariffs, filter }: Pick<Choice, 'tariff' | 'tariffs' | 'filter'>,
  io: Io,
): Promise<Result<LoadedLists>> {
  const book = await openBook(tariffs, io)
  if (tariff !== undefined) {
    const loaded = await loadTariff(tariff, '--tariff', book, io)
    return loaded.ok ? ok({ lists: [loaded.value], notices: book.issues }) : loaded
  }
  const lists: LoadedTariff[] = []
  const notices: Issue[] = [...book.issues]
  for (const { file = '', load } of listsForModel(model, book.entries, filter)) {
    const loaded = await load()
    if (loaded.ok) lists.push(loaded.value)
    else notices.push(...skipped(file, loaded.issues))
  }
  return ok({ lists, notices })
}

/** A price list compiled for one model, by whatever name that is known: the receipt tells both. */
export function compileFor(model: string, loaded: LoadedTariff, about: About): Result<RateTable> {
  const { options, place, modelPlace } = about
  const models = [model, ...matchModels(model, loaded.tariff)]
  const table = compileLoaded(loaded, { ...options, models }, place)
  if (!table.ok) return table
  const matched = withMatchedModel(table.value, model)
  return matched.ok ? matched : failed(...placeArguments(matched.issues, modelPlace))
}
