import { type Issue, numberFields, type Range, type Result, sumRanges, type TokenPiece } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import type { TextSource } from '../input/text-source.ts'
import type { CountItem } from './count-item.ts'
import { replacedIssue } from './count-joined.ts'

/** What was counted, what could not be, and what is worth knowing. */
export interface CountReport {
  readonly items: readonly CountItem[]
  readonly total: Range
  readonly bytes: number
  readonly problems: readonly Issue[]
  readonly notices: readonly Issue[]
}

/**
 * Puts the results of sources together. What is no text is a problem where it was named, and a notice where it was only
 * found: a directory may hold pictures. A file that was named twice is counted all the same, once: the shell names a
 * link beside its file.
 */
export function countReport(
  sources: readonly TextSource[],
  results: readonly Result<CountItem>[],
  earlier: readonly Issue[],
): CountReport {
  const items = results.flatMap((result) => (result.ok ? [result.value] : []))
  const isLeftOut = ({ code }: Issue, at: number) => sources[at]?.isFound === true && NO_TEXT.has(code)
  const failures = results.flatMap((result, at) => (result.ok ? [] : result.issues.map((issue) => ({ issue, at }))))
  const [leftOut, problems] = [
    failures.filter(({ issue, at }) => isLeftOut(issue, at)),
    failures.filter(({ issue, at }) => !isLeftOut(issue, at)),
  ]
  return {
    items,
    total: sumRanges(items.map(({ tokens }) => tokens)),
    bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
    problems: [...earlier.filter((issue) => !isRepeated(issue)), ...problems.map(({ issue }) => issue)],
    notices: [...earlier.filter(isRepeated), ...items.flatMap(noticesOf), ...leftOut.map(({ issue }) => issue)],
  }
}

const isRepeated = ({ code }: Issue): boolean => code === 'repeated-operand'

const NO_TEXT: ReadonlySet<string> = new Set(['binary-file', 'other-encoding'])

function noticesOf(item: CountItem): readonly Issue[] {
  const { name, invalid, isFound } = item
  if (invalid) return [replacedIssue(name, invalid)]
  return isEmpty(item) && !isFound ? [cliIssue('empty-text', name)] : []
}

export const isEmpty = ({ tokens }: CountItem): boolean => tokens.high.numerator === 0

/** The report as JSON, `ratecard/count@1`. */
export const countToJson = ({ items, total, bytes, problems, notices }: CountReport) => ({
  schema: 'ratecard/count@1',
  items: items.map((item) => ({
    source: item.name,
    ...(item.tokenizer !== undefined && { tokenizer: item.tokenizer }),
    basis: item.basis,
    ...numberFields('tokens', item.tokens),
    bytes: String(item.bytes),
    ...(item.pieces && { ids: item.pieces.map(({ id }) => id), pieces: item.pieces.map(pieceText) }),
  })),
  ...numberFields('total', total),
  bytes: String(bytes),
  ...(problems.length > 0 && { failed: problems.map(({ path }) => path) }),
  ...(notices.length > 0 && { warnings: notices }),
})

/** The text of a token, or its bytes as `\xE4\xBD` where they are only a part of a character. */
export const pieceText = (piece: TokenPiece): string =>
  'text' in piece ? piece.text : piece.hex.toUpperCase().replace(/../g, '\\x$&')
