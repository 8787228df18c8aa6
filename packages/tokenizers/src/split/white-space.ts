import { SPACE } from '../unicode/character-classes.ts'
import type { CharacterRuns } from './character-runs.ts'

/** End of the piece of white space at `at`: `\s+(?!\S)|\s+`, which leaves the last one of several to a word. */
export function spaceEnd(runs: CharacterRuns, units: Uint16Array, at: number, end: number): number {
  const to = runs.runOf(units, at, SPACE)
  return to === end ? to : withoutLast(at, to)
}

/** End of the piece of white space at `at`: `\s*[\r\n]+|\s+(?!\S)|\s+`, up to its last line break if it has one. */
export function lineEnd(runs: CharacterRuns, units: Uint16Array, at: number, end: number): number {
  const to = runs.runOf(units, at, SPACE)
  const broken = lineBreakEnd(units, at, to)
  if (broken > at) return broken
  return to === end ? to : withoutLast(at, to)
}

/** Behind the last line break from `at` to `to`; `at` if there is none. */
export function lineBreakEnd(units: Uint16Array, at: number, to: number): number {
  let end = to
  while (end > at && !isLineBreak(units[end - 1] as number)) end--
  return end
}

/** End of the line breaks at `at`: `[\r\n]*`. */
export function lineBreaksEnd(units: Uint16Array, at: number): number {
  let to = at
  while (isLineBreak(units[to] as number)) to++
  return to
}

export const isLineBreak = (unit: number): boolean => unit === 0x0a || unit === 0x0d

/** `to` without the last character, unless that is the only one: white space is one unit each. */
const withoutLast = (at: number, to: number): number => (to - at > 1 ? to - 1 : to)
