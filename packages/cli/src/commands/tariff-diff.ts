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
import { cliIssue, shorten } from '../cli-issue.ts'
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
  const { compared, problems, repeated } = usage.value
  return {
    kind: 'answer',
    json: tariffDiffToJson(comparison, before, after, compared),
    text: (page) => renderDiff({ before, after, comparison, compared, isAll: invocation.has('all') }, page),
    outcome: outcomeOf(compared),
    problems,
    notices: repeated,
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
  /** The first records that have the id of an earlier one. */
  readonly repeated: readonly Issue[]
}

/** More are counted, and not told. */
const MOST_PROBLEMS = 1000

async function readUsage({ option }: Invocation, io: Io, lists: Lists): Promise<Result<ReadUsage>> {
  const file = option('usage')
  if (file === undefined) return ok({ compared: undefined, problems: [], repeated: [] })
  const comparer = openComparer(lists)
  if (!comparer.ok) return comparer
  const { parseUsage } = await import('@ratecard/core/schema')
  const problems: Issue[] = []
  const ids = new RepeatedIds(file)
  let rejected = 0
  const addLine = (text: string, number: number): Result<undefined> => {
    const json = readJson(text)
    const usage = json.ok ? parseUsage(json.value) : json
    if (!usage.ok) return usage
    const added = comparer.value.add(usage.value)
    if (added.ok) ids.add(usage.value.id, number)
    return added
  }
  const read = await readLines(file, io, (line, number) => {
    const added = line.ok ? addLine(line.value, number) : line
    if (added.ok) return
    rejected++
    if (problems.length < MOST_PROBLEMS) problems.push(...added.issues.map((issue) => inLine(issue, file, number)))
  })
  if (!read.ok) return read
  const { count: repeated, notices } = ids
  return ok({ compared: { comparison: comparer.value.result(), rejected, repeated }, problems, repeated: notices })
}

/** So many ids are remembered; of later ones only those are found that repeat one of these. */
const MOST_IDS = 1_000_000

/** Finds records that were written twice: they are counted as they come, and told. */
class RepeatedIds {
  readonly notices: Issue[] = []
  count = 0
  readonly #file: string
  readonly #lines = new Map<string, number>()

  constructor(file: string) {
    this.#file = file
  }

  add(id: string | undefined, line: number): void {
    if (id === undefined) return
    const first = this.#lines.get(id)
    if (first === undefined) {
      if (this.#lines.size < MOST_IDS) this.#lines.set(id, line)
      return
    }
    this.count++
    const place = `${this.#file}:${line}`
    if (this.notices.length < MOST_PROBLEMS)
      this.notices.push(cliIssue('repeated-record', place, { id: shorten(id), line: String(first) }))
  }
}

function openComparer({ before, after, at, options }: Lists): Result<UsageComparer> {
  const horizon = { from: at, until: at + 1 }
  const tables = gather({
    before: compileLoaded(before, { ...options, horizon }, before.tariff.id),
    after: compileLoaded(after, { ...options, horizon }, after.tariff.id),
  })
  return tables.ok ? ok(compareUsage(tables.value.before, tables.value.after, at)) : failed(...tables.issues)
}
