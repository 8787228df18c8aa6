import { findModel, type RateTable, type Result, readInstant } from '@ratecard/core'
import { instantOfRun } from '../arguments/read-choice.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { compareExamples } from '../pricing/compare-examples.ts'
import { compileLoaded, type LoadedTariff, loadTariff } from '../pricing/load-tariff.ts'
import { placeArguments } from '../pricing/place-arguments.ts'
import { openBook } from '../pricing/tariff-book.ts'
import { renderTariff } from '../render/render-tariff.ts'

/** Shows one price list: what it prices since when, and who says so. */
export async function tariffShow(invocation: Invocation, io: Io): Promise<CommandResult> {
  const [name] = invocation.operands
  if (name === undefined) return { kind: 'needs-help' }
  const book = await openBook(invocation.options('tariffs'), io)
  const loaded = await loadTariff(name, '', book, io)
  if (!loaded.ok) return failure('input', loaded.issues, book.issues)
  const at = instantOfRun(io.now())
  const table = compileFor(loaded.value, invocation, at)
  if (!table.ok) return failure('input', placeArguments(table.issues))
  const { tariff, hashes } = loaded.value
  const shown = { ...tariff, cards: tariff.cards.filter((card) => isShown(card.model, card.aliases, invocation)) }
  const examples = new Map(shown.cards.map((card) => [card.id, compareExamples(card, table.value, at)]))
  return {
    kind: 'answer',
    json: shown,
    text: (page) => renderTariff({ tariff: shown, hashes, examples }, page),
    outcome: 'done',
    notices: book.issues,
  }
}

const isShown = (model: string, aliases: readonly string[] = [], { option }: Invocation): boolean => {
  const asked = option('model')
  return asked === undefined || model === asked || aliases.includes(asked)
}

function compileFor(loaded: LoadedTariff, { option, operands }: Invocation, at: string): Result<RateTable> {
  const [name = ''] = operands
  const model = option('model')
  const instant = readInstant(at)
  if (!instant.ok) return instant
  const horizon = { from: instant.value, until: instant.value + 1 }
  const table = compileLoaded(loaded, { horizon, ...(model !== undefined && { models: [model] }) }, name)
  const found = model === undefined || !table.ok ? undefined : findModel(model, [table.value], {}, at)
  return found && !found.ok ? found : table
}
