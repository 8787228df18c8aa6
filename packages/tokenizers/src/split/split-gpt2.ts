import { characterClasses, LETTER, NUMBER, SPACE } from '../unicode/character-classes.ts'
import { characterRuns } from './character-runs.ts'
import { contraction } from './contraction.ts'
import type { Splitter } from './splitter.ts'
import { spaceEnd } from './white-space.ts'

const BLANK = 0x20

/**
 * The pattern of r50k_base and p50k_base:
 *
 * ```text
 * 's|'t|'re|'ve|'m|'ll|'d | ?\p{L}+ | ?\p{N}+ | ?[^\s\p{L}\p{N}]+ | \s+(?!\S) | \s+
 * ```
 */
export function gpt2Splitter(): Splitter {
  const runs = characterRuns(characterClasses())
  const { kindAt, runOf, runWithout } = runs

  function pieceEnd(units: Uint16Array, at: number, end: number): number {
    const contracted = contraction(units, at)
    if (contracted > 0) return at + contracted
    const from = units[at] === BLANK ? at + 1 : at
    const kind = kindAt(units, from) & (LETTER | NUMBER | SPACE)
    if (from === end || kind === SPACE) return spaceEnd(runs, units, at, end)
    return kind === 0 ? runWithout(units, from, end, LETTER | NUMBER | SPACE) : runOf(units, from, kind)
  }

  const leads = new Uint8Array(128)
  leads[BLANK] = 1
  return { pieceEnd, words: { leads, endsBeforeCapital: false, takesContraction: false } }
}
