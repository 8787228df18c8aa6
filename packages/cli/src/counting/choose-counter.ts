import {
  type Counter,
  failed,
  findCounter,
  type Issue,
  type ModelCounter,
  ok,
  type Result,
  readInstant,
} from '@ratecard/core'
import { instantOfRun } from '../arguments/read-choice.ts'
import type { CountRequest } from '../arguments/read-count-request.ts'
import { readOneOf } from '../arguments/read-one-of.ts'
import { cliIssue, shorten } from '../cli-issue.ts'
import type { Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { loadTables } from '../pricing/load-tables.ts'
import { placeArguments } from '../pricing/place-arguments.ts'
import type { CountOptions } from './count-sources.ts'
import { loadTiktoken } from './tiktoken-engine.ts'

/** By what texts are counted, and the model that says so, where one was named. */
export type Chosen = { readonly counter: Counter } | ModelCounter

/** Exactly one of `--tokenizer` and `--model` says how to count. */
export async function chooseCounter({ option }: Invocation, io: Io): Promise<Result<Chosen>> {
  const [tokenizer, model] = [option('tokenizer'), option('model')]
  const options = ['--model', '--tokenizer']
  if (tokenizer !== undefined && model !== undefined)
    return failed(cliIssue('contradictory-options', '--tokenizer', { options }))
  if (tokenizer !== undefined) return readTokenizer(tokenizer)
  if (model === undefined) return failed(cliIssue('missing-choice', '--model', { options }))
  const at = instantOfRun(io.now())
  const instant = readInstant(at)
  if (!instant.ok) return instant
  const tables = await loadTables(
    model,
    instant.value,
    { tariff: undefined, tariffs: [], contract: undefined, asOf: undefined, allowEvidence: [], filter: {} },
    io,
  )
  if (!tables.ok) return tables
  const found = findCounter(model, tables.value.tables, at)
  return found.ok ? found : failed(...placeArguments(found.issues))
}

async function readTokenizer(name: string): Promise<Result<Chosen>> {
  const { tokenizerIds } = await import('@ratecard/tokenizers')
  const tokenizer = readOneOf(name, '--tokenizer', tokenizerIds)
  return tokenizer.ok ? ok({ counter: { kind: 'tokenizer', tokenizer: tokenizer.value } }) : tokenizer
}

/** What counts texts in one piece, where tokens are to be listed or the engine knows no other way. */
export async function chooseWhole(
  invocation: Invocation,
  { engine }: CountRequest,
  counter: Counter,
): Promise<Result<Pick<CountOptions, 'whole'>>> {
  if (counter.kind === 'rule') {
    const issues = tokenizerOnly(invocation)
    return issues.length > 0 ? failed(...issues) : ok({})
  }
  const withPieces = invocation.has('ids') || invocation.has('pieces')
  if (engine === 'ratecard' && !withPieces) return ok({})
  const tokenizer = engine === 'tiktoken' ? await loadTiktoken(counter.tokenizer) : ok(await loadOwn(counter.tokenizer))
  return tokenizer.ok ? ok({ whole: { tokenizer: tokenizer.value, withPieces } }) : tokenizer
}

const loadOwn = async (tokenizer: string) => (await import('@ratecard/tokenizers')).loadTokenizer(tokenizer)

/** A rule of thumb has no tokens to list, and no engine. */
const tokenizerOnly = ({ option, has }: Invocation): readonly Issue[] =>
  (['ids', 'pieces', 'specials', 'engine'] as const).filter(has).map((name) => {
    const options = [`--${name}`, `--model ${shorten(option('model') ?? '')}`]
    return cliIssue('contradictory-options', `--${name}`, { options })
  })
