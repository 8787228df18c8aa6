import { failed, ok, type Result, rateCoreHours, rational, readDuration, readInstant } from '@ratecard/core'
import { gather } from '../arguments/gather.ts'
import { type Choice, instantOfRun, readChoice } from '../arguments/read-choice.ts'
import { readPositiveDecimal, readWholeNumber } from '../arguments/read-number.ts'
import { readRequired } from '../arguments/read-option.ts'
import { cliIssue, shorten } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { answerReceipt } from '../pricing/answer-receipt.ts'
import { loadDisplay } from '../pricing/load-display.ts'
import { loadTables } from '../pricing/load-tables.ts'
import { rateContext } from '../pricing/rate-context.ts'

/** What AtomGit charges by the core-hour. */
const RUNNING_MODELS = ['notebook', 'space']

/** Core-hours of a notebook or space: cores × running time, over all instances. */
export async function coreHours(invocation: Invocation, io: Io): Promise<CommandResult> {
  const read = gather({
    cores: readRequired(invocation, 'cores', readPositiveDecimal),
    seconds: readRequired(invocation, 'duration', readDuration),
    instances: readWholeNumber(invocation.option('instances') ?? '1', '--instances', 1),
    model: readRunningModel(invocation.option('model')),
    nothingElse: readChoice(invocation),
  })
  if (!read.ok) return failure('arguments', read.issues)
  const { cores, seconds, instances, model, nothingElse } = read.value
  const choice: Choice = { ...nothingElse, filter: { provider: 'atomgit-ai' } }
  const at = choice.at ?? instantOfRun(io.now())
  const instant = readInstant(at, '--at')
  if (!instant.ok) return failure('arguments', instant.issues)
  const tables = await loadTables(model, instant.value, choice, io)
  if (!tables.ok) return failure('input', tables.issues)
  const request = { model, at, cores, seconds, instances: rational(instances) }
  const context = await rateContext(choice, io)
  if (!context.ok) return failure('input', context.issues)
  const display = await loadDisplay(choice.display, tables.value.tables, io)
  if (!display.ok) return failure('input', display.issues)
  return answerReceipt(rateCoreHours(request, tables.value.tables, context.value), {
    balances: choice.balances,
    display: display.value,
    notices: tables.value.notices,
  })
}

function readRunningModel(model = 'notebook'): Result<string> {
  if (RUNNING_MODELS.includes(model)) return ok(model)
  return failed(cliIssue('unknown-choice', '--model', { came: shorten(model), candidates: RUNNING_MODELS }))
}
