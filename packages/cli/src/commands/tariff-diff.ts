import {
  type ComparedUsage,
  compareTariffs,
  compareUsage,
  failed,
  type HistoryOptions,
  type Instant,
  type Issue,
  ok,
  type Result,
  readInstant,
  readJson,
  tariffDiffToJson,
  type UsageComparer,
} from '@ratecard/core'
import { gather } from '../arguments/gather.ts'
import { instantOfRun, readChoice } from '../arguments/read-choice.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import type { Outcome } from '../exit-codes.ts'
import { inLine, readLines } from '../input/read-lines.ts'
import type { Io } from '../io.ts'
import { compileLoaded, type LoadedTariff, loadTariff } from '../pricing/load-tariff.ts'
import { openBook } from '../pricing/tariff-book.ts'
import { renderDiff } from '../render/render-diff.ts'

/** Shows what changed between two price lists, and what that does to usage. */
export async function tariffDiff(invocation: Invocation, io: Io): Promise<CommandResult> {
  const [one, other] = invocation.operands
  if (one === undefined || other === undefined) return { kind: 'needs-help' }
  const choice = readChoice(invocation)
  if (!choice.ok) return failure('arguments', choice.issues)
  const at = readInstant(choice.value.at ?? instantOfRun(io.now()), '--at')
  if (!at.ok) return failure('arguments', at.issues)
  const book = await openBook(choice.value.tariffs, io)
  const lists = gather({ before: await loadTariff(one, '', book, io), after: await loadTariff(other, '', book, io) })
  if (!lists.ok) return failure('input', lists.issues)
  const { before, after } = lists.value
  const { asOf, allowEvidence } = choice.value
  const options = { allowEvidence, ...(asOf && { asOf: asOf.instant }) }
  const usage = await readUsage(invocation, io, { before, after, at: at.value, options })
  if (!usage.ok) return failure('input', usage.issues)
  const comparison = compareTariffs(before.tariff, after.tariff, at.value, options)
  const { compared, problems } = usage.value
  return {
    kind: 'answer',
    json: tariffDiffToJson(comparison, before, after, compared),
    text: (page) => renderDiff({ before, after, comparison, compared, isAll: invocation.has('all') }, page),
    outcome: outcomeOf(compared),
    problems,
  }
}

function outcomeOf(compared: ComparedUsage | undefined): Outcome {
  if (compared === undefined) return 'done'
  if (compared.rejected > 0) return 'bad-input'
  return compared.comparison.uncompared.length > 0 ? 'no-price' : 'done'
}

interface Lists {
  readonly before: LoadedTariff
  readonly after: LoadedTariff
  readonly at: Instant
  readonly options: HistoryOptions
}

interface ReadUsage {
  readonly compared: ComparedUsage | undefined
  /** The first of what was wrong with lines. */
  readonly problems: readonly Issue[]
}

/** More are counted, and not told. */
const MOST_PROBLEMS = 1000

async function readUsage({ option }: Invocation, io: Io, lists: Lists): Promise<Result<ReadUsage>> {
  const file = option('usage')
  if (file === undefined) return ok({ compared: undefined, problems: [] })
  const comparer = openComparer(lists)
  if (!comparer.ok) return comparer
  const { parseUsage } = await import('@ratecard/core/schema')
  const problems: Issue[] = []
  let rejected = 0
  const addLine = (text: string): Result<undefined> => {
    const json = readJson(text)
    const usage = json.ok ? parseUsage(json.value) : json
    return usage.ok ? comparer.value.add(usage.value) : usage
  }
  const read = await readLines(file, io, (line, number) => {
    const added = line.ok ? addLine(line.value) : line
    if (added.ok) return
    rejected++
    if (problems.length < MOST_PROBLEMS) problems.push(...added.issues.map((issue) => inLine(issue, file, number)))
  })
  if (!read.ok) return read
  return ok({ compared: { comparison: comparer.value.result(), rejected }, problems })
}

function openComparer({ before, after, at, options }: Lists): Result<UsageComparer> {
  const horizon = { from: at, until: at + 1 }
  const tables = gather({
    before: compileLoaded(before, { ...options, horizon }, before.tariff.id),
    after: compileLoaded(after, { ...options, horizon }, after.tariff.id),
  })
  return tables.ok ? ok(compareUsage(tables.value.before, tables.value.after, at)) : failed(...tables.issues)
}
