import { failed, type Issue, ok, type Result } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'
import type { Io } from '../io.ts'
import { matchFiles } from './match-files.ts'
import { type TextSource, textSource } from './text-source.ts'
import { type Found, walkFolder } from './walk-folder.ts'

export interface FindOptions {
  /** A directory stands for the files in it; else it is refused. */
  readonly isRecursive?: boolean
  /** Count what git ignores, too, in directories and patterns. */
  readonly noIgnore?: boolean
}

export interface FoundSources {
  readonly sources: readonly TextSource[]
  readonly issues: readonly Issue[]
}

/**
 * The sources that operands name, each once, and an issue for each operand that names none. A pattern stands for the
 * files it matches.
 */
export async function findSources(
  operands: readonly string[],
  io: Io,
  options: FindOptions = {},
): Promise<FoundSources> {
  const found = await Promise.all(operands.map((operand) => findSource(operand, io, options)))
  const sources = found.flatMap((result) => (result.ok ? result.value.sources : []))
  const issues = found.flatMap((result) => (result.ok ? result.value.issues : result.issues))
  return { sources: operands.length > 1 ? await eachOnce(sources, io) : sources, issues }
}

async function findSource(operand: string, io: Io, options: FindOptions): Promise<Result<FoundSources>> {
  if (operand === '-') return ok(only(textSource({ name: '-', isFound: false }, io.stdin.read)))
  const place = shorten(operand)
  const standing = await io.inspect(operand)
  if ('error' in standing) {
    if (standing.error !== 'ENOENT') return failed(cliIssue('unreadable-file', place, { reason: standing.error }))
    if (!/[*?[\]{}]/.test(operand)) return failed(cliIssue('file-not-found', place))
    return readFound(await matchFiles(operand, walkIn(io, options)), cliIssue('no-matching-file', place), io)
  }
  const { kind, size } = standing
  if (kind === 'file') return ok(only(fileSource(operand, size, false, io)))
  if (kind === 'other') return ok(only(textSource({ name: operand, isFound: false }, () => io.readStream(operand))))
  if (!options.isRecursive) return failed(cliIssue('is-directory', place))
  return readFound(await walkFolder(operand, walkIn(io, options)), cliIssue('no-file-in-directory', place), io)
}

const walkIn = (io: Io, { noIgnore = false }: FindOptions) => ({ io, isIgnoring: !noIgnore })

const only = (source: TextSource): FoundSources => ({ sources: [source], issues: [] })

const fileSource = (path: string, size: number, isFound: boolean, io: Io): TextSource =>
  textSource({ name: path, isFound, size }, (range) => io.readFile(path, range))

function readFound({ files, issues }: Found, nothing: Issue, io: Io): Result<FoundSources> {
  if (files.length === 0 && issues.length === 0) return failed(nothing)
  return ok({ sources: files.map(({ path, size }) => fileSource(path, size, true, io)), issues })
}

/** Without a file that an earlier operand stood for already, by whatever name. */
async function eachOnce(sources: readonly TextSource[], io: Io): Promise<readonly TextSource[]> {
  const real = new Map<string, TextSource>()
  for (const source of sources) {
    const identity = source.name === '-' ? '-' : await io.realPath(source.name)
    if (!real.has(identity)) real.set(identity, source)
  }
  return [...real.values()]
}
