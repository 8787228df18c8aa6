import { characterClasses, LETTER, LOWER, NEWLINE, NUMBER, SPACE, UPPER } from '../unicode/character-classes.ts'
import { leadsOf } from './ascii-leads.ts'
import { characterRuns, HALF, isPair, widthAt } from './character-runs.ts'
import { anyCaseContraction } from './contraction.ts'
import type { Splitter } from './splitter.ts'
import { isLineBreak, lineEnd } from './white-space.ts'

const BLANK = 0x20
const SLASH = 0x2f
const APOSTROPHE = 0x27

/**
 * The pattern of o200k_base, with `U` for `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`, `L` for `[\p{Ll}\p{Lm}\p{Lo}\p{M}]` and
 * `C` for a contraction:
 *
 * ```text
 * [^\r\n\p{L}\p{N}]?U*L+C? | [^\r\n\p{L}\p{N}]?U+L*C? | \p{N}{1,3} | ?[^\s\p{L}\p{N}]+[\r\n/]* | \s*[\r\n]+ | \s+(?!\S) | \s+
 * ```
 */
export function o200kSplitter(): Splitter {
  const runs = characterRuns(characterClasses())
  const { kinds, kindAt, runOf, runWithout, runUpTo } = runs

  /** End of `U*L+` at `at`; where there is no `L`, the end of `U+` as a negative number; 0 for neither. */
  function casedEnd(units: Uint16Array, at: number): number {
    const upperEnd = runOf(units, at, UPPER)
    const end = runOf(units, upperEnd, LOWER)
    if (end > upperEnd) return end
    // A letter without case is both: the last one in the run of U can be the L.
    for (let to = upperEnd; to > at; ) {
      const start = to > at + 1 && isPair(units, to - 2) ? to - 2 : to - 1
      if ((kindAt(units, start) & LOWER) !== 0) return to
      to = start
    }
    return -upperEnd * Number(upperEnd > at)
  }

  /** End of a word at `at`, with the character that may lead it and a contraction; 0 if none is there. */
  function wordEnd(units: Uint16Array, at: number): number {
    const kind = kindAt(units, at)
    const leads = (kind & (LETTER | NUMBER | NEWLINE)) === 0
    const led = leads ? casedEnd(units, at + widthAt(units, at)) : 0
    // A mark can lead a word or begin one; to lead is tried first, but a word with an L before one without.
    const own = led > 0 || (kind & (UPPER | LOWER)) === 0 ? 0 : casedEnd(units, at)
    const end = led > 0 ? led : own > 0 ? own : -(led || own)
    return end === 0 ? 0 : end + anyCaseContraction(units, end)
  }

  /** What {@link wordEnd} gives for a word that ends in an `L`, or in which nothing could be one; else 0. */
  function simpleWordEnd(units: Uint16Array, at: number): number {
    const table = kinds
    let to = at
    const lead = table[units[at] as number] as number
    if ((lead & (LETTER | NUMBER | NEWLINE | HALF)) === 0) to++
    if (((table[units[to] as number] as number) & LETTER) === 0) return 0
    while (((table[units[to] as number] as number) & UPPER) !== 0) to++
    while (((table[units[to] as number] as number) & LOWER) !== 0) to++
    const hasLower = ((table[units[to - 1] as number] as number) & LOWER) !== 0
    if (table[units[to] as number] === HALF || !(hasLower || hasNone(units, at, to, LOWER))) return 0
    return units[to] === APOSTROPHE ? to + anyCaseContraction(units, to) : to
  }

  function hasNone(units: Uint16Array, from: number, to: number, mask: number): boolean {
    let at = from
    while (at < to && ((kinds[units[at] as number] as number) & mask) === 0) at++
    return at === to
  }

  function pieceEnd(units: Uint16Array, at: number, end: number): number {
    const table = kinds
    const kind = table[units[at] as number] as number
    if ((kind & NEWLINE) !== 0) return lineEnd(runs, units, at, end)
    const next = table[units[at + 1] as number] as number
    if (((kind | next) & (UPPER | LOWER | HALF)) !== 0) {
      const word = simpleWordEnd(units, at) || wordEnd(units, at)
      if (word > 0) return word
    }
    if ((kindAt(units, at) & NUMBER) !== 0) return runUpTo(units, at, NUMBER, 3)
    const from = units[at] === BLANK ? at + 1 : at
    const to = runWithout(units, from, end, SPACE | LETTER | NUMBER)
    return to > from ? breaksAndSlashesEnd(units, to) : lineEnd(runs, units, at, end)
  }

  return {
    pieceEnd,
    words: { leads: leadsOf(kinds, LETTER | NUMBER | NEWLINE), endsBeforeCapital: true, takesContraction: true },
  }
}

function breaksAndSlashesEnd(units: Uint16Array, at: number): number {
  let to = at
  while (units[to] === SLASH || isLineBreak(units[to] as number)) to++
  return to
}
