import { failed, type Issue, ok, type Result } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import type { Io } from '../io.ts'
import { isNothingThere } from '../system-error.ts'
import type { Walk } from './folder.ts'
import { matchFiles } from './match-files.ts'
import { type TextSource, textSource } from './text-source.ts'
import { type FoundFile, walkFolder } from './walk-folder.ts'

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
  if (operands.length < 2) return { sources, issues }
  const { sources: different, issues: repeated } = await eachOnce(sources, io)
  return { sources: different, issues: [...issues, ...repeated] }
}

async function findSource(operand: string, io: Io, options: FindOptions): Promise<Result<FoundSources>> {
  if (operand === '-') return ok(only(textSource({ name: '-', isFound: false }, io.stdin.read)))
  // Without a name the issue would have no place.
  const place = operand || "''"
  const standing = await io.inspect(operand)
  if ('error' in standing) {
    if (!isNothingThere(standing.error)) return failed(cliIssue('unreadable-file', place, { reason: standing.error }))
    if (!PATTERN.test(operand)) return failed(cliIssue('file-not-found', place))
    return readFound(matchFiles, operand, cliIssue('no-matching-file', place), { io, options })
  }
  const { kind, size } = standing
  if (kind === 'file') return ok(only(fileSource(operand, size, false, io)))
  if (kind === 'other') return ok(only(textSource({ name: operand, isFound: false }, () => io.readStream(operand))))
  if (!options.isRecursive) return failed(cliIssue('is-directory', place))
  return readFound(walkFolder, operand, cliIssue('no-file-in-directory', place), { io, options })
}

const PATTERN = /[*?[\]{}]|[@+!]\(/

const only = (source: TextSource): FoundSources => ({ sources: [source], issues: [] })

/** A file with the name that stands for stdin gets another. */
const fileSource = (path: string, size: number, isFound: boolean, io: Io): TextSource =>
  textSource({ name: path === '-' ? './-' : path, isFound, size }, (range) => io.readFile(path, range))

type Find = (path: string, walk: Walk) => Promise<readonly FoundFile[]>

async function readFound(
  find: Find,
  operand: string,
  nothing: Issue,
  { io, options }: { readonly io: Io; readonly options: FindOptions },
): Promise<Result<FoundSources>> {
  const issues: Issue[] = []
  const report = (issue: Issue) => issues.push(issue)
  const files = await find(operand, { io, isIgnoring: options.noIgnore !== true, report })
  if (files.length === 0 && issues.length === 0) return failed(nothing)
  return ok({ sources: files.map(({ path, size }) => fileSource(path, size, true, io)), issues })
}

/**
 * Without a file that an earlier operand stood for already, by whatever name. One that was named is taken as named, and
 * one that was named twice is told of.
 */
async function eachOnce(sources: readonly TextSource[], io: Io): Promise<FoundSources> {
  const real = new Map<string, TextSource>()
  const issues: Issue[] = []
  for (const source of sources) {
    const identity = source.name === '-' ? '-' : await io.realPath(source.name)
    const earlier = real.get(identity)
    if (earlier === undefined || (earlier.isFound && !source.isFound)) real.set(identity, source)
    else if (!source.isFound) issues.push(cliIssue('repeated-operand', source.name))
  }
  return { sources: [...real.values()], issues }
}
