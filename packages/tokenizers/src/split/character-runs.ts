import { SENTINEL } from './splitter.ts'

/** Kind of a UTF-16 unit that does not tell its character's: half of a pair, or the sentinel behind the text. */
export const HALF = 128

const REPLACEMENT = 0xfffd

/** Reads kinds of characters, and runs of them, from UTF-16. A lone surrogate is read as U+FFFD. */
export interface CharacterRuns {
  /** Kind of each UTF-16 unit: bits below {@link HALF}, or that alone. */
  readonly kinds: Uint8Array
  /** Kind of the character at `at`; 0 behind the text. */
  kindAt(units: Uint16Array, at: number): number
  /** End of the run of characters that have a bit of `mask`. */
  runOf(units: Uint16Array, at: number, mask: number): number
  /** End of the run of characters that have no bit of `mask`. */
  runWithout(units: Uint16Array, at: number, end: number, mask: number): number
  /** End of a run of at most `most` characters that have a bit of `mask`. */
  runUpTo(units: Uint16Array, at: number, mask: number, most: number): number
}

/** The units that the character at `at` takes. */
export const widthAt = (units: Uint16Array, at: number): number => (isPair(units, at) ? 2 : 1)

/** Whether the unit at `at` and the next are one character. */
export function isPair(units: Uint16Array, at: number): boolean {
  return ((units[at] as number) & 0xfc00) === 0xd800 && ((units[at + 1] as number) & 0xfc00) === 0xdc00
}

/** Runs of the kinds that `classes` gives each code point; {@link HALF} in it is not looked at. */
export function characterRuns(classes: Uint8Array): CharacterRuns {
  const kinds = unitKinds(classes)

  const kindAt = (units: Uint16Array, at: number): number => {
    const kind = kinds[units[at] as number] as number
    return kind === HALF ? kindOfHalf(units, at) : kind
  }

  function kindOfHalf(units: Uint16Array, at: number): number {
    if (isPair(units, at)) {
      const codePoint = 0x10000 + (((units[at] as number) & 0x3ff) << 10) + ((units[at + 1] as number) & 0x3ff)
      return (classes[codePoint] as number) & ~HALF
    }
    return units[at] === SENTINEL ? 0 : (kinds[REPLACEMENT] as number)
  }

  function runOf(units: Uint16Array, at: number, mask: number): number {
    const table = kinds
    let end = at
    for (;;) {
      while (((table[units[end] as number] as number) & mask) !== 0) end++
      if (table[units[end] as number] !== HALF || (kindOfHalf(units, end) & mask) === 0) return end
      end += widthAt(units, end)
    }
  }

  function runWithout(units: Uint16Array, at: number, end: number, mask: number): number {
    const table = kinds
    let to = at
    for (;;) {
      while (((table[units[to] as number] as number) & (mask | HALF)) === 0) to++
      if (to >= end || table[units[to] as number] !== HALF || (kindOfHalf(units, to) & mask) !== 0) return to
      to += widthAt(units, to)
    }
  }

  function runUpTo(units: Uint16Array, at: number, mask: number, most: number): number {
    let end = at
    for (let taken = 0; taken < most && (kindAt(units, end) & mask) !== 0; taken++) end += widthAt(units, end)
    return end
  }

  return { kinds, kindAt, runOf, runWithout, runUpTo }
}

function unitKinds(classes: Uint8Array): Uint8Array {
  const kinds = classes.slice(0, 0x10000)
  for (let unit = 0; unit < kinds.length; unit++) kinds[unit] = (kinds[unit] as number) & ~HALF
  kinds[SENTINEL] = HALF
  return kinds.fill(HALF, 0xd800, 0xe000)
}
