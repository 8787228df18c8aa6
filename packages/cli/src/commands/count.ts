import type { Counter } from '@ratecard/core'
import {
  failed,
  findCounter,
  type Issue,
  type ModelCounter,
  ok,
  type Result,
  readInstant,
  type SpecialTokens,
} from '@ratecard/core'
import { gather } from '../arguments/gather.ts'
import { instantOfRun } from '../arguments/read-choice.ts'
import { cliIssue, shorten } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import { countReport, countToJson } from '../counting/count-report.ts'
import { type CountItem, countSource } from '../counting/count-source.ts'
import { findSources } from '../input/text-source.ts'
import type { Io } from '../io.ts'
import { loadTables } from '../pricing/load-tables.ts'
import { placeArguments } from '../pricing/place-arguments.ts'
import { renderCount } from '../render/render-count.ts'

type Chosen = { readonly counter: Counter } | ModelCounter

/** Counts tokens: of files, of every file that a pattern matches, of stdin. */
export async function count(invocation: Invocation, io: Io): Promise<CommandResult> {
  const read = gather({
    specials: readSpecials(invocation.option('specials')),
    chosen: await chooseCounter(invocation, io),
  })
  if (!read.ok) return failure('arguments', read.issues)
  const { specials, chosen } = read.value
  const withPieces = invocation.has('ids') || invocation.has('pieces')
  if (chosen.counter.kind === 'rule') {
    const issues = tokenizerOnly(invocation)
    if (issues.length > 0) return failure('arguments', issues)
  }
  if (invocation.operands.length === 0 && io.stdin.isTerminal) return { kind: 'needs-help' }
  const { sources, issues } = await findSources(invocation.operands.length > 0 ? invocation.operands : ['-'], io)
  const items: CountItem[] = []
  const problems = [...issues]
  for (const source of sources) {
    const item = await countSource(source, chosen.counter, { withPieces, ...(specials && { specials }) })
    if (item.ok) items.push(item.value)
    else problems.push(...item.issues)
  }
  const notices = items.filter(isEmpty).map(({ source }) => cliIssue('empty-text', shorten(source)))
  if (notices.length === items.length) return failure('input', [...problems, ...notices])
  const report = countReport(
    items,
    problems.map(({ path }) => path),
  )
  return {
    kind: 'answer',
    json: countToJson(report),
    text: (page) => renderCount(report, chosen, page),
    outcome: problems.length > 0 ? 'bad-input' : 'done',
    problems,
    notices,
  }
}

const isEmpty = ({ tokens }: CountItem): boolean => tokens.high.numerator === 0

/** Exactly one of `--tokenizer` and `--model` says how to count. */
async function chooseCounter({ option }: Invocation, io: Io): Promise<Result<Chosen>> {
  const [tokenizer, model] = [option('tokenizer'), option('model')]
  const options = ['--model', '--tokenizer']
  if (tokenizer !== undefined && model !== undefined)
    return failed(cliIssue('contradictory-options', '--tokenizer', { options }))
  if (tokenizer !== undefined) return readTokenizer(tokenizer)
  if (model === undefined) return failed(cliIssue('missing-option', '--model', { options }))
  const at = instantOfRun(io.now())
  const instant = readInstant(at)
  if (!instant.ok) return instant
  const tables = await loadTables(model, instant.value, { tariff: undefined, asOf: undefined, allowEvidence: [] }, io)
  if (!tables.ok) return tables
  const found = findCounter(model, tables.value, at)
  return found.ok ? found : failed(...placeArguments(found.issues))
}

async function readTokenizer(name: string): Promise<Result<Chosen>> {
  const { tokenizerIds } = await import('@ratecard/tokenizers')
  const tokenizer = tokenizerIds.find((id) => id === name)
  if (tokenizer !== undefined) return ok({ counter: { kind: 'tokenizer', tokenizer } })
  return failed(cliIssue('unknown-choice', '--tokenizer', { came: shorten(name), candidates: tokenizerIds }))
}

function readSpecials(text: string | undefined): Result<SpecialTokens | undefined> {
  if (text === undefined || text === 'ordinary' || text === 'all') return ok(text)
  return failed(cliIssue('unknown-choice', '--specials', { came: shorten(text), candidates: ['ordinary', 'all'] }))
}

/** A rule of thumb has no tokens to list. */
const tokenizerOnly = ({ option, has }: Invocation): readonly Issue[] =>
  (['ids', 'pieces', 'specials'] as const).filter(has).map((name) => {
    const options = [`--${name}`, `--model ${shorten(option('model') ?? '')}`]
    return cliIssue('contradictory-options', `--${name}`, { options })
  })
