import {
  type Evidence,
  findModel,
  type Instant,
  priceHistory,
  pricesAt,
  type RateTable,
  type Result,
  readInstant,
} from '@ratecard/core'
import { instantOfRun, readChoice } from '../arguments/read-choice.ts'
import { type Answer, type CommandResult, failure, type Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { compareExamples } from '../pricing/compare-examples.ts'
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
  const model = invocation.option('model')
  const { allowEvidence } = choice.value
  const asked = { loaded: loaded.value, place: name, text, at: at.value, allowEvidence }
  const shown = showAsked(model, asked, invocation)
  return shown.kind === 'answer' ? { ...shown, notices: book.issues } : shown
}

function showAsked(model: string | undefined, asked: Asked, invocation: Invocation): CommandResult {
  if (model !== undefined && !invocation.has('all')) return showModel(model, asked)
  const names = new Set(asked.loaded.tariff.cards.flatMap((card) => [card.model, ...(card.aliases ?? [])]))
  return names.size > MOST_SHOWN_WHOLE && !invocation.has('all') ? showOverview(asked) : showCards(asked, model)
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

const answer = (json: unknown, text: Answer['text']): Answer => ({ kind: 'answer', json, text, outcome: 'done' })

function showModel(model: string, asked: Asked): CommandResult {
  const { text, at, allowEvidence, loaded } = asked
  const { tariff, hashes } = loaded
  const table = compileAt(asked, [model])
  if (!table.ok) return failure('input', table.issues)
  const found = findModel(model, [table.value], {}, text)
  if (!found.ok) return failure('input', placeArguments(found.issues))
  const cards = tariff.cards.filter((card) => card.model === model || card.aliases?.includes(model))
  const shown = { ...tariff, cards }
  const lines = pricesAt(tariff, at, { models: [model], allowEvidence }).flatMap((prices) => prices.lines)
  const examples = cards.map((card) => compareExamples(card, table.value, text))
  const history = priceHistory(tariff, model, { allowEvidence })
  const { card } = found.value
  return answer(shown, (page) =>
    renderModel({ tariff: shown, hashes, model, card, at, lines, history, examples }, page),
  )
}

const showOverview = ({ loaded: { tariff, hashes }, at, allowEvidence }: Asked): CommandResult =>
  answer(tariff, (page) =>
    [heading(tariff, hashes, page), renderOverview(tariff, pricesAt(tariff, at, { allowEvidence }), at, page)].join(
      '\n\n',
    ),
  )

/** Every card with its rates, as the list says it. */
function showCards(asked: Asked, model: string | undefined): CommandResult {
  const { text, loaded } = asked
  const { tariff, hashes } = loaded
  const table = compileAt(asked, model === undefined ? undefined : [model])
  if (!table.ok) return failure('input', table.issues)
  const found = model === undefined ? undefined : findModel(model, [table.value], {}, text)
  if (found && !found.ok) return failure('input', placeArguments(found.issues))
  const cards = tariff.cards.filter(
    (card) => model === undefined || card.model === model || card.aliases?.includes(model),
  )
  const shown = { ...tariff, cards }
  const examples = new Map(cards.map((card) => [card.id, compareExamples(card, table.value, text)]))
  return answer(shown, (page) => renderTariff({ tariff: shown, hashes, examples }, page))
}

const compileAt = (
  { loaded, place, at, allowEvidence }: Asked,
  models: readonly string[] | undefined,
): Result<RateTable> =>
  compileLoaded(loaded, { horizon: { from: at, until: at + 1 }, allowEvidence, ...(models && { models }) }, place)
