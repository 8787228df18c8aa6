import { failed, type Issue, ok, type Result } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'
import { type Io, systemErrorCode } from '../io.ts'
import { decodeUtf8, InvalidUtf8Error } from './decode-utf8.ts'

/** Something that text is read from: a file, or stdin under the name `-`. */
export interface TextSource {
  readonly name: string
  /** The text in parts. What is wrong with the source is thrown as a {@link SourceError}. */
  readonly read: () => AsyncIterable<string>
}

/** A source that broke while it was read. */
class SourceError extends Error {
  override readonly name = 'SourceError'
  readonly issue: Issue

  constructor(issue: Issue) {
    super(issue.code)
    this.issue = issue
  }
}

/**
 * The sources that operands name, each once, and an issue for each operand that names none. A pattern stands for the
 * files it matches.
 */
export async function findSources(
  operands: readonly string[],
  io: Io,
): Promise<{ readonly sources: readonly TextSource[]; readonly issues: readonly Issue[] }> {
  const found = await Promise.all(operands.map((operand) => findSource(operand, io)))
  const sources = new Map(
    found.flatMap((result) => (result.ok ? result.value.map((source) => [source.name, source]) : [])),
  )
  return {
    sources: [...sources.values()],
    issues: found.flatMap((result) => (result.ok ? [] : result.issues)),
  }
}

async function findSource(operand: string, io: Io): Promise<Result<readonly TextSource[]>> {
  if (operand === '-') return ok([textSource('-', io.stdin.read)])
  const standing = await io.inspect(operand)
  if (standing === 'file') return ok([textSource(operand, () => io.readFile(operand))])
  const place = shorten(operand)
  if (standing === 'directory') return failed(cliIssue('is-directory', place))
  if (standing.error !== 'ENOENT') return failed(cliIssue('unreadable-file', place, { reason: standing.error }))
  if (!/[*?[\]{}]/.test(operand)) return failed(cliIssue('file-not-found', place))
  const files = await io.matchFiles(operand)
  return files.length === 0
    ? failed(cliIssue('no-matching-file', place))
    : ok(files.map((file) => textSource(file, () => io.readFile(file))))
}

const textSource = (name: string, bytes: () => AsyncIterable<Uint8Array>): TextSource => ({
  name,
  read: async function* () {
    try {
      yield* decodeUtf8(bytes())
    } catch (error) {
      const issue = readingIssue(error, shorten(name))
      throw issue ? new SourceError(issue) : error
    }
  },
})

function readingIssue(error: unknown, place: string): Issue | undefined {
  if (error instanceof InvalidUtf8Error) return cliIssue('invalid-utf-8', place, { offset: String(error.offset) })
  const reason = systemErrorCode(error)
  if (reason === 'EISDIR') return cliIssue('is-directory', place)
  return /^E[A-Z]+$/.test(reason) ? cliIssue('unreadable-file', place, { reason }) : undefined
}

/** The text of several sources in order, as one. */
export async function* joinSources(sources: readonly TextSource[]): AsyncIterable<string> {
  for (const source of sources) yield* source.read()
}

/** The whole text of a source, for what cannot be done in a stream. */
export async function readWhole(source: TextSource, limit: number): Promise<string> {
  let text = ''
  for await (const part of source.read()) {
    text += part
    if (text.length > limit)
      throw new SourceError(cliIssue('input-too-large', shorten(source.name), { limit: String(limit) }))
  }
  return text
}

/** Runs what reads sources; what is wrong with a source or with its text becomes a value. */
export async function reading<T>(place: string, read: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await read())
  } catch (error) {
    if (error instanceof SourceError) return failed(error.issue)
    if (!isPieceTooLong(error)) throw error
    const [length, limit] = [String(error.length), String(error.limit)]
    return failed(cliIssue('piece-too-long', shorten(place), { length, limit }))
  }
}

/** Told by its code: the tokenizers are not loaded to ask. */
const isPieceTooLong = (error: unknown): error is { readonly length: number; readonly limit: number } =>
  error instanceof Error && 'code' in error && error.code === 'piece-too-long'
