import data from './canonical-mappings.json' with { type: 'json' }
import { decodeRuns } from './decode-runs.ts'

/** What canonical composition of Unicode 16 needs to know of characters. */
export interface CanonicalMappings {
  /**
   * For each code point the place of its combining class among all classes, 0 for starters; and two bits,
   * {@link UNSETTLED} and {@link DECOMPOSABLE}.
   */
  readonly ranks: Uint8Array
  /** The parts of each decomposable character; the first of two may be decomposable itself. Without Hangul. */
  readonly decompositions: ReadonlyMap<number, readonly number[]>
  /** What two characters compose to: by the second, then by the first. Without Hangul. */
  readonly composites: ReadonlyMap<number, ReadonlyMap<number, number>>
}

/** NFC may replace the character, or compose it or its beginning with one before it. */
export const UNSETTLED = 128
/** The character is in {@link CanonicalMappings.decompositions}. */
export const DECOMPOSABLE = 64
/** The bits of the rank alone. */
export const RANK = 63

/** Hangul is composed by arithmetic: the first of the syllables, and what stands before the first of each jamo. */
export const hangul = {
  syllable: 0xac00,
  syllables: 11_172,
  leading: 0x1100,
  leadings: 19,
  vowel: 0x1161,
  vowels: 21,
  /** There is no such jamo: a syllable without a trailing consonant counts as its first. */
  noTrailing: 0x11a7,
  trailings: 28,
} as const

let mappings: CanonicalMappings | undefined

/** The mappings, decoded on the first call. */
export function canonicalMappings(): CanonicalMappings {
  mappings ??= decodeMappings()
  return mappings
}

function decodeMappings(): CanonicalMappings {
  const ranks = decodeRuns(data.ranks)
  const decompositions = new Map<number, readonly number[]>()
  const composites = new Map<number, Map<number, number>>()
  const mark = (codePoint: number, bit: number) => {
    ranks[codePoint] = (ranks[codePoint] as number) | bit
  }
  decodeRecords(data.exclusions, (character, parts) => {
    decompositions.set(character, parts)
    mark(character, UNSETTLED | DECOMPOSABLE)
  })
  decodeRecords(data.composites, (character, parts) => {
    const [first, second] = parts as [number, number]
    decompositions.set(character, parts)
    mark(character, DECOMPOSABLE)
    const byFirst = composites.get(second) ?? new Map<number, number>()
    composites.set(second, byFirst.set(first, character))
    mark(second, UNSETTLED)
  })
  for (let index = 0; index < hangul.vowels; index++) mark(hangul.vowel + index, UNSETTLED)
  for (let index = 1; index < hangul.trailings; index++) mark(hangul.noTrailing + index, UNSETTLED)
  // What begins with a character that composes may compose by it.
  for (const character of decompositions.keys()) {
    let first = character
    while (decompositions.has(first)) first = (decompositions.get(first) as readonly number[])[0] as number
    if (first !== character && (ranks[first] as number) >= UNSETTLED) mark(character, UNSETTLED)
  }
  return { ranks, decompositions, composites }
}

/**
 * Records end with a comma, their numbers in base 36 are separated by spaces: the distance of a character from that
 * of the record before, and its parts.
 */
function decodeRecords(text: string, add: (character: number, parts: number[]) => void): void {
  let character = 0
  let parts: number[] | undefined
  let number = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit >= 0x30) {
      number = number * 36 + unit - (unit < 0x3a ? 0x30 : 0x57)
      continue
    }
    if (parts === undefined) {
      character += number
      parts = []
    } else parts.push(number)
    number = 0
    if (unit !== 0x2c) continue
    add(character, parts)
    parts = undefined
  }
}
