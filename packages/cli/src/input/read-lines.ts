import { failed, type Issue, ok, type Result } from '@ratecard/core'
import type { Io } from '../io.ts'
import { findSources } from './find-sources.ts'
import { takeIn } from './take-in.ts'
import { InputError, reading } from './text-source.ts'

/** One record; a longer line is no record, and is not held in memory. */
const MAX_LINE_BYTES = 4_000_000
const NEWLINE = 0x0a

/**
 * Passes on the lines of a file, or of stdin for `-`, one at a time, with their numbers from 1; empty ones are left out.
 * What is wrong with a line is passed on in its place, and the next one read.
 */
export async function readLines(
  name: string,
  io: Io,
  pass: (line: Result<string>, number: number) => void,
): Promise<Result<undefined>> {
  const { sources, issues } = await findSources([name], io)
  const [source] = sources
  if (source === undefined || issues.length > 0) return failed(...issues)
  const splitter = openSplitter(name, pass)
  const read = await reading(name, () =>
    takeIn(source, { binary: true }, (bytes) => {
      splitter.push(bytes)
      return true
    }),
  )
  if (!read.ok) return read
  splitter.end()
  return ok(undefined)
}

function openSplitter(name: string, pass: (line: Result<string>, number: number) => void) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let parts: Uint8Array[] = []
  let [length, number] = [0, 1]
  const keep = (bytes: Uint8Array) => {
    length += bytes.length
    // A chunk is valid until the next one comes.
    if (length <= MAX_LINE_BYTES) parts.push(bytes.slice())
    else parts = []
  }
  const end = () => {
    const place = `${name}:${number}`
    if (length > MAX_LINE_BYTES)
      pass(failed(new InputError('input-too-large', place, { limit: String(MAX_LINE_BYTES) }).issue), number)
    else if (length > 0) passText(() => decoder.decode(Buffer.concat(parts)), place, number, pass)
    parts = []
    length = 0
    number++
  }
  const push = (bytes: Uint8Array) => {
    let from = 0
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      keep(bytes.subarray(from, at))
      end()
      from = at + 1
    }
    keep(bytes.subarray(from))
  }
  return { push, end }
}

function passText(
  decode: () => string,
  place: string,
  number: number,
  pass: (line: Result<string>, number: number) => void,
): void {
  const text = decoded(decode, place)
  if (!text.ok || text.value.trim() !== '') pass(text, number)
}

function decoded(decode: () => string, place: string): Result<string> {
  try {
    return ok(decode())
  } catch {
    return failed(new InputError('invalid-utf-8', place, { offset: '0' }).issue)
  }
}

/** `month.ndjson:17#/quantities`; an issue of the line itself has its place already. */
export const inLine = (issue: Issue, file: string, number: number): Issue => {
  const place = `${file}:${number}`
  if (issue.path.startsWith(place)) return issue
  // The reader of one record knows no other lines.
  const params = issue.params.line === undefined ? issue.params : { ...issue.params, line: String(number) }
  return { ...issue, path: issue.path === '' ? place : `${place}#${issue.path}`, params }
}
