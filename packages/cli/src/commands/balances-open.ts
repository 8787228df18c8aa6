import { balancesToJson, failed, matchesFilter, ok, openBalances, preferredLists, type Result } from '@ratecard/core'
import { gather } from '../arguments/gather.ts'
import { instantOfRun, readChoice, readFilter } from '../arguments/read-choice.ts'
import { readRequired } from '../arguments/read-option.ts'
import { cliIssue } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { loadTariff } from '../pricing/load-tariff.ts'
import { placeArguments } from '../pricing/place-arguments.ts'
import { openBook, type TariffBook } from '../pricing/tariff-book.ts'

/** Prints the balances with which an account begins, as a file for `--balances`. */
export async function balancesOpen(invocation: Invocation, io: Io): Promise<CommandResult> {
  const book = await openBook([], io)
  const read = gather({
    opened: readRequired(invocation, 'opened', ok),
    choice: readChoice(invocation),
    name: readPriceList(invocation, book),
  })
  if (!read.ok) return failure('arguments', read.issues)
  const { opened, choice, name } = read.value
  const loaded = await loadTariff(name, '--tariff', book, io)
  if (!loaded.ok) return failure('input', loaded.issues)
  const model = invocation.option('model')
  const balances = openBalances(loaded.value.tariff, {
    opened,
    at: choice.at ?? instantOfRun(io.now()),
    allowEvidence: choice.allowEvidence,
    ...(model !== undefined && { models: [model] }),
  })
  if (!balances.ok) return failure('arguments', placeArguments(balances.issues))
  const json = balancesToJson(balances.value)
  return { kind: 'answer', json, text: () => JSON.stringify(json, null, 2), outcome: 'done' }
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
