import {
  type CountedText,
  estimate,
  findModel,
  type InputCounter,
  type Issue,
  inputCounterOf,
  issue,
  ok,
  type PricedModel,
  readInstant,
} from '@ratecard/core'
import { gather } from '../arguments/gather.ts'
import { instantOfRun, readChoice } from '../arguments/read-choice.ts'
import { readStatedRequest, type StatedRequest } from '../arguments/read-estimate.ts'
import { readRequired } from '../arguments/read-option.ts'
import { cliIssue, shorten } from '../cli-issue.ts'
import { type CommandResult, type Failure, failure, type Invocation, type NeedsHelp } from '../command.ts'
import { countJoined } from '../counting/count-joined.ts'
import { findSources } from '../input/find-sources.ts'
import { reading } from '../input/text-source.ts'
import type { Io } from '../io.ts'
import { answerReceipt } from '../pricing/answer-receipt.ts'
import { candidateOf, defaultNotices } from '../pricing/default-notices.ts'
import { loadDisplay } from '../pricing/load-display.ts'
import { loadTables } from '../pricing/load-tables.ts'
import { placeArguments } from '../pricing/place-arguments.ts'
import { rateContext } from '../pricing/rate-context.ts'

/** Prices a call before it is made. */
export async function estimateCommand(invocation: Invocation, io: Io): Promise<CommandResult> {
  const read = gather({
    name: readRequired(invocation, 'model', ok),
    choice: readChoice(invocation),
    stated: readStatedRequest(invocation),
  })
  if (!read.ok) return failure('arguments', read.issues)
  const { name, choice, stated } = read.value
  const at = choice.at ?? instantOfRun(io.now())
  const instant = readInstant(at, '--at')
  if (!instant.ok) return failure('arguments', instant.issues)
  const tables = await loadTables(name, instant.value, choice, io)
  if (!tables.ok) return failure('input', tables.issues)
  const model = findModel(name, tables.value.tables, choice.filter, at)
  if (!model.ok) {
    const passedOver = defaultNotices(candidateOf(model.issues, tables.value.tables), choice)
    return failure('arguments', placeArguments(model.issues), passedOver)
  }
  const input = await readInput(invocation.operands, { name, model: model.value, stated }, io)
  if (input.kind !== 'input') return input
  const { text, counter, notices = [] } = input
  const request = { ...stated, model: name, at, facets: choice.facets, ...(text && { text }) }
  if (text !== undefined && isEmptyText(text)) return failure('input', [cliIssue('empty-text', input.name)])
  const context = await rateContext(choice, io)
  if (!context.ok) return failure('input', context.issues)
  const display = await loadDisplay(choice.display, tables.value.tables, io)
  if (!display.ok) return failure('input', display.issues)
  return answerReceipt(estimate(request, tables.value.tables, context.value), {
    balances: choice.balances,
    display: display.value,
    counter,
    notices: [...tables.value.notices, ...notices, ...defaultNotices(model.value.list.table.tariff, choice)],
  })
}

function isEmptyText(text: CountedText): boolean {
  if ('tokens' in text) return text.tokens.numerator === 0
  const counts = 'scripts' in text ? text.scripts : text.characters
  return Object.values(counts).every((count) => count === 0)
}

interface Input {
  readonly kind: 'input'
  /** Of the files that the text came from. */
  readonly name: string
  readonly text?: CountedText
  readonly notices?: readonly Issue[]
  readonly counter?: InputCounter
}

interface Asked {
  readonly name: string
  readonly model: PricedModel
  readonly stated: StatedRequest
}

/** Counts the text that goes in, if any does: of files, or of stdin where no image, audio or file says that nothing is typed. */
async function readInput(operands: readonly string[], asked: Asked, io: Io): Promise<Input | Failure | NeedsHelp> {
  const { name, model, stated } = asked
  const counter = inputCounterOf(name, model)
  const { imageSizes = [], audioSeconds = [], images, fileBytes } = stated
  const isElsewhere = imageSizes.length + audioSeconds.length > 0 || images !== undefined || fileBytes !== undefined
  const named = operands.length > 0 || counter === undefined || isElsewhere ? operands : ['-']
  if (operands.length === 0 && named.length > 0 && io.stdin.isTerminal) return { kind: 'needs-help' }
  if (named.length === 0) return { kind: 'input', name: '' }
  if (counter === undefined) return failure('arguments', [issue('no-text-rule', '--model', { model: shorten(name) })])
  const { sources, issues } = await findSources(named, io)
  if (issues.length > 0) return failure('input', issues)
  const names = named.join(' ')
  const read = await reading(names, () => countJoined(sources, counter))
  const counted = read.ok ? read.value : read
  return counted.ok ? { kind: 'input', name: names, ...counted.value, counter } : failure('input', counted.issues)
}
