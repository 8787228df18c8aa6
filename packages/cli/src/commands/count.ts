import { compareRationals, formatDecimal, type Issue, rational } from '@ratecard/core'
import { gather } from '../arguments/gather.ts'
import { type CountRequest, readCountRequest } from '../arguments/read-count-request.ts'
import { cliIssue } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import { type Chosen, chooseCounter, chooseWhole } from '../counting/choose-counter.ts'
import { type CountReport, countReport, countToJson, isEmpty } from '../counting/count-report.ts'
import { countSources } from '../counting/count-sources.ts'
import { compareCounts } from '../counting/sort-items.ts'
import { findSources } from '../input/find-sources.ts'
import type { Io } from '../io.ts'
import { openProgressLine } from '../render/progress-line.ts'
import { renderCount } from '../render/render-count.ts'

/** Counts tokens: of files, of directories, of every file that a pattern matches, of stdin. */
export async function count(invocation: Invocation, io: Io): Promise<CommandResult> {
  const read = gather({ request: readCountRequest(invocation), chosen: await chooseCounter(invocation, io) })
  if (!read.ok) return failure('arguments', read.issues)
  const { request, chosen } = read.value
  const whole = await chooseWhole(invocation, request, chosen.counter)
  if (!whole.ok) return failure('arguments', whole.issues)
  if (invocation.operands.length === 0 && io.stdin.isTerminal) return { kind: 'needs-help' }
  const operands = invocation.operands.length > 0 ? invocation.operands : ['-']
  const { sources, issues } = await findSources(operands, io, {
    isRecursive: true,
    noIgnore: invocation.has('no-ignore'),
  })
  const line = openProgressLine(sources, invocation, io)
  const options = {
    counter: chosen.counter,
    specials: request.specials,
    binary: invocation.has('binary'),
    ...whole.value,
    ...(request.jobs !== undefined && { jobs: request.jobs }),
    // Of several texts all are counted, so that the table shows where the tokens are.
    ...(request.maxTokens !== undefined && sources.length === 1 && { limit: request.maxTokens }),
    progress: line.update,
  }
  const results = await countSources(sources, options, io).finally(line.erase)
  if (results === undefined) return failure('input', [stoppedAt(request), ...issues])
  return answerCount(countReport(sources, results, issues), chosen, { request, isTree: invocation.has('tree') })
}

interface View {
  readonly request: CountRequest
  readonly isTree: boolean
}

function answerCount(report: CountReport, chosen: Chosen, { request, isTree }: View): CommandResult {
  const { items, problems, notices } = report
  const nothing = items.every((item) => isEmpty(item) && !item.isFound)
  if (nothing && problems.length + items.length > 0) return failure('input', [...problems, ...notices])
  const { sort, top, depth } = request
  const over = overLimit(report, request)
  return {
    kind: 'answer',
    json: countToJson(sort ? { ...report, items: [...items].sort(compareCounts(sort)) } : report),
    text: (page) => renderCount(report, chosen, { order: sort ?? 'tokens', top, depth, isTree }, page),
    outcome: over.length > 0 ? 'over-budget' : problems.length > 0 ? 'bad-input' : 'done',
    problems: [...over, ...problems],
    notices,
  }
}

const stoppedAt = ({ maxTokens }: CountRequest): Issue =>
  cliIssue('over-max-tokens', '--max-tokens', { limit: String(maxTokens) })

/** A limit holds for the most that a range may come to. */
function overLimit({ total }: CountReport, { maxTokens }: CountRequest): readonly Issue[] {
  if (maxTokens === undefined || compareRationals(total.high, rational(maxTokens)) <= 0) return []
  const params = { limit: String(maxTokens), total: formatDecimal(total.high) }
  return [cliIssue('total-over-max-tokens', '--max-tokens', params)]
}
