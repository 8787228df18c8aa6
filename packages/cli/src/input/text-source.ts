import { failed, type Issue, ok, type Result } from '@ratecard/core'
import { type CliIssueCode, cliIssue } from '../cli-issue.ts'
import { isNothingThere, systemErrorCode } from '../system-error.ts'
import type { ByteRange } from './byte-range.ts'

/** Something that text is read from: a file, or stdin under the name `-`. */
export interface TextSource {
  readonly name: string
  /** Found in a directory or by a pattern rather than named: what is no text is left out of the count, not refused. */
  readonly isFound: boolean
  /** Bytes of a regular file; of stdin, a pipe or a device nothing is known before it is read. */
  readonly size?: number
  /** A chunk is valid until the next is asked for. What is wrong with the source is thrown as an {@link InputError}. */
  readonly read: (range?: ByteRange) => AsyncIterable<Uint8Array>
}

/** Something is wrong with a source or its text. */
export class InputError extends Error {
  override readonly name = 'InputError'
  readonly issue: Issue

  constructor(code: CliIssueCode, source: string, params: Issue['params'] = {}) {
    super(code)
    this.issue = cliIssue(code, source, params)
  }
}

/** A source whose errors, as the system gives them, become those of the source. */
export const textSource = (
  about: Omit<TextSource, 'read'>,
  bytes: (range?: ByteRange) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): TextSource => ({
  ...about,
  read: async function* (range) {
    try {
      yield* bytes(range)
    } catch (error) {
      throw readingError(error, about.name) ?? error
    }
  },
})

function readingError(error: unknown, name: string): InputError | undefined {
  const reason = systemErrorCode(error)
  if (reason === 'EISDIR') return new InputError('is-directory', name)
  if (isNothingThere(reason)) return new InputError('file-not-found', name)
  return /^E[A-Z]+$/.test(reason) ? new InputError('unreadable-file', name, { reason }) : undefined
}

/** Runs what reads sources; what is wrong with one, or with the text of `place`, becomes a value. */
export async function reading<T>(place: string, read: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await read())
  } catch (error) {
    if (error instanceof InputError) return failed(error.issue)
    if (!isPieceTooLong(error)) throw error
    const [length, limit] = [String(error.length), String(error.limit)]
    return failed(new InputError('piece-too-long', place, { length, limit }).issue)
  }
}

/** Told by its code: the tokenizers are not loaded to ask. */
const isPieceTooLong = (error: unknown): error is { readonly length: number; readonly limit: number } =>
  error instanceof Error && 'code' in error && error.code === 'piece-too-long'
