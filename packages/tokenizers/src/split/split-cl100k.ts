import { characterClasses, LETTER, NEWLINE, NUMBER, SPACE } from '../unicode/character-classes.ts'
import { leadsOf } from './ascii-leads.ts'
import { characterRuns, widthAt } from './character-runs.ts'
import { anyCaseContraction } from './contraction.ts'
import type { Splitter } from './splitter.ts'
import { lineBreaksEnd, lineEnd } from './white-space.ts'

const BLANK = 0x20
const APOSTROPHE = 0x27

/**
 * The pattern of cl100k_base with 3 `digits`, of Qwen with 1:
 *
 * ```text
 * (?i:'s|'t|'re|'ve|'m|'ll|'d) | [^\r\n\p{L}\p{N}]?\p{L}+ | \p{N}{1,digits} | ?[^\s\p{L}\p{N}]+[\r\n]* | \s*[\r\n]+ | \s+(?!\S) | \s+
 * ```
 */
export function cl100kSplitter(digits: number): Splitter {
  const runs = characterRuns(characterClasses())
  const { kinds, kindAt, runOf, runWithout, runUpTo } = runs

  function pieceEnd(units: Uint16Array, at: number, end: number): number {
    const kind = kindAt(units, at)
    if ((kind & NUMBER) !== 0) return runUpTo(units, at, NUMBER, digits)
    if ((kind & NEWLINE) !== 0) return lineEnd(runs, units, at, end)
    const contracted = anyCaseContraction(units, at)
    if (contracted > 0) return at + contracted
    const wordAt = (kind & LETTER) === 0 ? at + widthAt(units, at) : at
    const word = runOf(units, wordAt, LETTER)
    if (word > wordAt) return word
    const from = units[at] === BLANK ? at + 1 : at
    const to = runWithout(units, from, end, SPACE | LETTER | NUMBER)
    return to > from ? lineBreaksEnd(units, to) : lineEnd(runs, units, at, end)
  }

  const leads = leadsOf(kinds, LETTER | NUMBER | NEWLINE)
  leads[APOSTROPHE] = 0
  return { pieceEnd, words: { leads, endsBeforeCapital: false, takesContraction: false } }
}
