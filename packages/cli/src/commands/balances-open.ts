import {
  balancesToJson,
  failed,
  matchesFilter,
  ok,
  openBalances,
  preferredLists,
  type Result,
  readInstant,
} from '@ratecard/core'
import { gather } from '../arguments/gather.ts'
import { instantOfRun, readChoice, readFilter } from '../arguments/read-choice.ts'
import { readRequired } from '../arguments/read-option.ts'
import { cliIssue } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { compileFor } from '../pricing/load-tables.ts'
import { type LoadedTariff, loadTariff } from '../pricing/load-tariff.ts'
import { placeArguments } from '../pricing/place-arguments.ts'
import { openBook, type TariffBook } from '../pricing/tariff-book.ts'

/** Prints the balances with which an account begins, as a file for `--balances`. */
export async function balancesOpen(invocation: Invocation, io: Io): Promise<CommandResult> {
  const book = await openBook(invocation.options('tariffs'), io)
  const read = gather({
    opened: readRequired(invocation, 'opened', ok),
    choice: readChoice(invocation),
    name: readPriceList(invocation, book),
  })
  if (!read.ok) return failure('arguments', read.issues)
  const { opened, choice, name } = read.value
  const loaded = await loadTariff(name, '--tariff', book, io)
  if (!loaded.ok) return failure('input', loaded.issues, book.issues)
  const at = choice.at ?? instantOfRun(io.now())
  const model = readModel(invocation.option('model'), loaded.value, at)
  if (!model.ok) return failure('input', model.issues, book.issues)
  const balances = openBalances(loaded.value.tariff, {
    opened,
    at,
    allowEvidence: choice.allowEvidence,
    ...(model.value !== undefined && { models: [model.value] }),
  })
  if (!balances.ok) return failure('arguments', placeArguments(balances.issues), book.issues)
  const json = balancesToJson(balances.value)
  return { kind: 'answer', json, text: () => JSON.stringify(json, null, 2), outcome: 'done', notices: book.issues }
}

/** The model as the price list writes it. */
function readModel(name: string | undefined, loaded: LoadedTariff, at: string): Result<string | undefined> {
  const instant = readInstant(at, '--at')
  if (name === undefined || !instant.ok) return instant.ok ? ok(name) : instant
  const horizon = { from: instant.value, until: instant.value + 1 }
  const table = compileFor(name, loaded, { options: { horizon }, place: '--tariff' })
  return table.ok ? ok(table.value.models.get(name)?.name ?? name) : table
}

/** The price list that was named, or the only one of a provider, scope and currency. */
function readPriceList(invocation: Invocation, { entries }: TariffBook): Result<string> {
  const named = invocation.option('tariff')
  if (named !== undefined) return ok(named)
  const filter = readFilter(invocation)
  const lists = entries.filter(({ list }) => matchesFilter(list, filter))
  const [sole, ...others] = preferredLists(lists, filter, ({ list }) => list)
  if (sole !== undefined && others.length === 0) return ok(sole.id)
  const candidates = (lists.length > 0 ? lists : entries).map(({ id }) => id)
  return failed(cliIssue('needs-price-list', '--tariff', { candidates }))
}
