import {
  type CompileOptions,
  type Evidence,
  failed,
  findModel,
  type Instant,
  ok,
  priceHistory,
  pricesAt,
  type RateCard,
  type RateTable,
  type Result,
  readInstant,
  type Tariff,
} from '@ratecard/core'
import { instantOfRun, readChoice } from '../arguments/read-choice.ts'
import { type Answer, type CommandResult, failure, type Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { compareExamples } from '../pricing/compare-examples.ts'
import { compileFor } from '../pricing/load-tables.ts'
import { compileLoaded, type LoadedTariff, loadTariff } from '../pricing/load-tariff.ts'
import { placeArguments } from '../pricing/place-arguments.ts'
import { openBook } from '../pricing/tariff-book.ts'
import { renderModel } from '../render/render-model.ts'
import { renderOverview } from '../render/render-overview.ts'
import { heading, renderTariff } from '../render/render-tariff.ts'

/** Shows one price list: what it prices since when, and who says so. */
export async function tariffShow(invocation: Invocation, io: Io): Promise<CommandResult> {
  const [name] = invocation.operands
  if (name === undefined) return { kind: 'needs-help' }
  const choice = readChoice(invocation)
  if (!choice.ok) return failure('arguments', choice.issues)
  const text = choice.value.at ?? instantOfRun(io.now())
  const at = readInstant(text, '--at')
  if (!at.ok) return failure('arguments', at.issues)
  const book = await openBook(invocation.options('tariffs'), io)
  const loaded = await loadTariff(name, '', book, io)
  if (!loaded.ok) return failure('input', loaded.issues, book.issues)
  const { allowEvidence } = choice.value
  const asked = { loaded: loaded.value, place: name, text, at: at.value, allowEvidence }
  const shown = showAsked(invocation.option('model'), asked, invocation.has('all'))
  return shown.kind === 'answer' ? { ...shown, notices: book.issues } : shown
}

function showAsked(model: string | undefined, asked: Asked, isAll: boolean): CommandResult {
  if (model !== undefined) {
    const named = findNamed(model, asked)
    if (!named.ok) return failure('input', named.issues)
    return isAll ? showCards(asked, named.value.table, named.value.name) : showModel(asked, named.value)
  }
  const names = new Set(asked.loaded.tariff.cards.flatMap((card) => [card.model, ...(card.aliases ?? [])]))
  if (names.size > MOST_SHOWN_WHOLE && !isAll) return showOverview(asked)
  const table = compileLoaded(asked.loaded, optionsOf(asked), asked.place)
  return table.ok ? showCards(asked, table.value) : failure('input', table.issues)
}

/** A list of more models is shown in short. */
const MOST_SHOWN_WHOLE = 20

interface Asked {
  readonly loaded: LoadedTariff
  /** The name or file of the list. */
  readonly place: string
  readonly text: string
  readonly at: Instant
  readonly allowEvidence: readonly Evidence[]
}

/** Where an editor finds the schema of the file says nothing to whoever reads the answer. */
const answer = (
  { $schema: _place, ...json }: Tariff & { readonly $schema?: string },
  text: Answer['text'],
): Answer => ({
  ...{ kind: 'answer', json, text, outcome: 'done' },
})

function showModel(asked: Asked, named: NamedModel): CommandResult {
  const { text, at, allowEvidence, loaded } = asked
  const { tariff, hashes } = loaded
  const { name, table, card } = named
  const shown = cardsOf(tariff, name)
  const lines = pricesAt(tariff, at, { models: [name], allowEvidence }).flatMap((prices) => prices.lines)
  const examples = shown.cards.map((one) => compareExamples(one, table, text))
  const history = priceHistory(tariff, name, { allowEvidence })
  return answer(shown, (page) =>
    renderModel({ tariff: shown, hashes, model: name, card, at, lines, history, examples }, page),
  )
}

const showOverview = ({ loaded: { tariff, hashes }, at, allowEvidence }: Asked): CommandResult =>
  answer(tariff, (page) =>
    [heading(tariff, hashes, page), renderOverview(tariff, pricesAt(tariff, at, { allowEvidence }), at, page)].join(
      '\n\n',
    ),
  )

/** Every card with its rates, as the list says it. */
function showCards({ text, loaded: { tariff, hashes } }: Asked, table: RateTable, model?: string): CommandResult {
  const shown = model === undefined ? tariff : cardsOf(tariff, model)
  const examples = new Map(shown.cards.map((card) => [card.id, compareExamples(card, table, text)]))
  return answer(shown, (page) => renderTariff({ tariff: shown, hashes, examples }, page))
}

/** The price list with the cards of one model alone. */
const cardsOf = (tariff: Tariff, model: string): Tariff => ({
  ...tariff,
  cards: tariff.cards.filter((card) => card.model === model || card.aliases?.includes(model)),
})

interface NamedModel {
  /** As the price list writes it. */
  readonly name: string
  readonly table: RateTable
  readonly card: RateCard | undefined
}

/** The model that a name stands for, as rating finds it. */
function findNamed(model: string, asked: Asked): Result<NamedModel> {
  const table = compileFor(model, asked.loaded, { options: optionsOf(asked), place: asked.place })
  if (!table.ok) return table
  const found = findModel(model, [table.value], {}, asked.text)
  if (!found.ok) return failed(...placeArguments(found.issues))
  const { list, card } = found.value
  return ok({ name: list.model.name, table: table.value, card })
}

const optionsOf = ({ at, allowEvidence }: Asked): CompileOptions => ({
  horizon: { from: at, until: at + 1 },
  allowEvidence,
})
