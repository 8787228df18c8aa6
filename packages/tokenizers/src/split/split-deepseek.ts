import { characterClasses, LETTER, LOWER, NUMBER, SPACE, SYMBOL, UPPER } from '../unicode/character-classes.ts'
import { characterRuns, widthAt } from './character-runs.ts'
import type { Splitter } from './splitter.ts'
import { isLineBreak, lineBreakEnd, lineBreaksEnd } from './white-space.ts'

/** `[\p{L}\p{M}]`; and what of it, of `[\p{P}\p{S}]` and of the rest is in the ranges of the second expression. */
const [WORD, CJK_WORD, CJK_SYMBOL, CJK_OTHER] = [1, 16, 32, 8]
const CJK = CJK_WORD | CJK_SYMBOL | CJK_OTHER
/** Whose pieces are runs of their own kind. */
const RUNS = WORD | CJK_WORD | CJK_SYMBOL
const CJK_RANGES = [
  [0x3040, 0x30ff],
  [0x4e00, 0x9fa5],
] as const

const BLANK = 0x20

/**
 * The three expressions of DeepSeek, each on what the one before has left, matches and what lies between alike:
 *
 * ```text
 * \p{N}{1,3}
 * [一-龥぀-ゟ゠-ヿ]+
 * [ASCII punctuation][A-Za-z]+ | [^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+ | ?[\p{P}\p{S}]+[\r\n]* | \s*[\r\n]+ | \s+(?!\S) | \s+
 * ```
 *
 * What the third does not match is a piece too: control characters and the like.
 */
export function deepseekSplitter(): Splitter {
  const runs = characterRuns(deepseekKinds())
  const { kindAt, runOf } = runs

  function pieceEnd(units: Uint16Array, at: number, end: number): number {
    const kind = kindAt(units, at)
    if (kind === NUMBER) return runs.runUpTo(units, at, NUMBER, 3)
    if ((kind & RUNS) !== 0) return runOf(units, at, kind)
    if (kind === SYMBOL) return asciiWordEnd(units, at) || symbolsEnd(units, at)
    const next = at + widthAt(units, at)
    const following = kindAt(units, next)
    if (following === wordAfter(kind) && !isLineBreak(units[at] as number)) return runOf(units, next, following)
    if (following === SYMBOL && units[at] === BLANK) return symbolsEnd(units, next)
    return kind === SPACE ? spacesEnd(units, at, end) : othersEnd(units, at, end, kind)
  }

  function symbolsEnd(units: Uint16Array, at: number): number {
    return lineBreaksEnd(units, runOf(units, at, SYMBOL))
  }

  function spacesEnd(units: Uint16Array, at: number, end: number): number {
    const to = runOf(units, at, SPACE)
    const broken = lineBreakEnd(units, at, to)
    if (broken > at) return broken
    // What a number or a CJK character stands before is a text of its own for the third expression.
    const whole = to === end || (kindAt(units, to) & (NUMBER | CJK)) !== 0
    return whole || to - at === 1 ? to : to - 1
  }

  /** End of what no expression matches, without its last character where that leads a word. */
  function othersEnd(units: Uint16Array, at: number, end: number, kind: number): number {
    let to = at
    let last = at
    while (to < end && kindAt(units, to) === kind) {
      last = to
      to += widthAt(units, to)
    }
    const leads = to < end && kindAt(units, to) === wordAfter(kind)
    return leads && last > at ? last : to
  }

  const leads = Uint8Array.from({ length: 128 }, (_, unit) => {
    const kind = runs.kinds[unit]
    return Number(kind !== WORD && kind !== NUMBER && !isLineBreak(unit))
  })
  return { pieceEnd, words: { leads, endsBeforeCapital: false, takesContraction: false } }
}

/** The kind of a word that a character of `kind` can lead: the second expression has parted all others from it. */
const wordAfter = (kind: number): number => (kind === CJK_OTHER ? CJK_WORD : WORD)

/** End of ASCII punctuation with the ASCII letters behind it; 0 if this is not both. */
function asciiWordEnd(units: Uint16Array, at: number): number {
  if ((units[at] as number) >= 0x80) return 0
  let to = at + 1
  while (((units[to] as number) | 0x20) >= 0x61 && ((units[to] as number) | 0x20) <= 0x7a) to++
  return to > at + 1 ? to : 0
}

/** One kind for each code point: no character is of two. */
function deepseekKinds(): Uint8Array {
  const kinds = characterClasses().map((bits) => {
    if ((bits & (LETTER | UPPER | LOWER)) !== 0) return WORD
    return bits & (NUMBER | SPACE | SYMBOL)
  })
  for (const [first, last] of CJK_RANGES) {
    for (let codePoint = first; codePoint <= last; codePoint++) {
      const kind = kinds[codePoint]
      kinds[codePoint] = kind === WORD ? CJK_WORD : kind === SYMBOL ? CJK_SYMBOL : CJK_OTHER
    }
  }
  return kinds
}
