import {
  exactQuantities,
  failed,
  type MeterId,
  ok,
  type Rational,
  type Result,
  rate,
  readInstant,
  requestUsage,
  type Usage,
  withModel,
} from '@ratecard/core'
import { gather } from '../arguments/gather.ts'
import { instantOfRun, readChoice } from '../arguments/read-choice.ts'
import { readQuantities } from '../arguments/read-quantities.ts'
import { cliIssue } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import { readBody } from '../input/read-body.ts'
import type { Io } from '../io.ts'
import { answerReceipt } from '../pricing/answer-receipt.ts'
import { defaultNotices, listOf } from '../pricing/default-notices.ts'
import { loadDisplay } from '../pricing/load-display.ts'
import { loadTables } from '../pricing/load-tables.ts'
import { type OwnMappings, readOwnMappings } from '../pricing/own-mappings.ts'
import { rateContext } from '../pricing/rate-context.ts'

/** Prices what a call used: quantities from the command line, or the body that the provider answered with. */
export async function price(invocation: Invocation, io: Io): Promise<CommandResult> {
  const read = gather({ choice: readChoice(invocation), quantities: readStated(invocation) })
  if (!read.ok) return failure('arguments', read.issues)
  const { choice, quantities } = read.value
  const response = invocation.option('response')
  const own = response === undefined ? NO_MAPPINGS : await readOwnMappings(choice.tariffs, io)
  const format = { provider: choice.filter.provider, api: invocation.option('api'), others: own.mappings }
  const used = response === undefined ? ok(statedUsage(quantities)) : await readBody(response, format, io)
  if (!used.ok) return failure('input', used.issues, own.notices)
  const model = invocation.option('model') ?? used.value.model
  if (model === '') return failure('arguments', [cliIssue('no-model-in-response', '--model')])
  const at = choice.at ?? used.value.at ?? instantOfRun(io.now())
  const instant = readInstant(at, '--at')
  if (!instant.ok) return failure('arguments', instant.issues)
  const isModelInBody = response !== undefined && !invocation.has('model')
  const modelPlace = isModelInBody ? `${response}#/model` : '--model'
  const tables = await loadTables(model, instant.value, choice, io, modelPlace)
  if (!tables.ok) return failure('input', tables.issues)
  const usage = { ...withModel(used.value, model), at, facets: { ...used.value.facets, ...choice.facets } }
  const context = await rateContext(choice, io)
  if (!context.ok) return failure('input', context.issues)
  const display = await loadDisplay(choice.display, tables.value.tables, io)
  if (!display.ok) return failure('input', display.issues)
  const receipt = rate(usage, tables.value.tables, context.value)
  return answerReceipt(receipt, {
    modelPlace,
    balances: choice.balances,
    display: display.value,
    notices: [...own.notices, ...tables.value.notices, ...defaultNotices(listOf(receipt, tables.value.tables), choice)],
  })
}

const NO_MAPPINGS: OwnMappings = { mappings: [], notices: [] }

/** Either quantities with a model, or a response that has both. */
function readStated({ option, options }: Invocation): Result<ReadonlyMap<MeterId, Rational>> {
  const [lists, response] = [options('usage'), option('response')]
  if (response !== undefined) {
    if (lists.length === 0) return ok(new Map())
    return failed(cliIssue('contradictory-options', '--usage', { options: ['--usage', '--response'] }))
  }
  const missing = [
    ...(option('api') === undefined ? [] : [cliIssue('needs-option', '--api', { option: '--response FILE' })]),
    ...(option('model') === undefined ? [cliIssue('missing-option', '--model')] : []),
    ...(lists.length === 0 ? [cliIssue('missing-choice', '--usage', { options: ['--usage', '--response'] })] : []),
  ]
  const quantities = readQuantities(lists, '--usage')
  return missing.length > 0 ? failed(...missing, ...(quantities.ok ? [] : quantities.issues)) : quantities
}

const statedUsage = (quantities: ReadonlyMap<MeterId, Rational>): Usage =>
  requestUsage({ model: '', quantities: exactQuantities(quantities, 'reported') })
