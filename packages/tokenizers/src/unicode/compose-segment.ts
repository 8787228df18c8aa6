import { type CanonicalMappings, canonicalMappings, DECOMPOSABLE, hangul, RANK } from './canonical-mappings.ts'

/**
 * The NFC form of a text that neither composes nor reorders with what stands beside it. Time is that of sorting: no
 * text takes quadratic.
 */
export function composeSegment(text: string): string {
  const mappings = canonicalMappings()
  const codePoints: number[] = []
  for (let index = 0; index < text.length; index++) {
    const codePoint = text.codePointAt(index) as number
    decompose(codePoint, codePoints, mappings)
    if (codePoint > 0xffff) index++
  }
  reorder(codePoints, mappings)
  composePairs(codePoints, mappings)
  return fromCodePoints(codePoints)
}

/** Appends a character's canonical decomposition; a Hangul syllable never has to be taken apart to be composed. */
function decompose(codePoint: number, codePoints: number[], mappings: CanonicalMappings): void {
  if (((mappings.ranks[codePoint] as number) & DECOMPOSABLE) === 0) {
    codePoints.push(codePoint)
    return
  }
  for (const part of mappings.decompositions.get(codePoint) as readonly number[]) decompose(part, codePoints, mappings)
}

/** Puts each run of characters that are not starters into the order of their classes. */
function reorder(codePoints: number[], { ranks }: CanonicalMappings): void {
  const rankOf = (codePoint: number) => (ranks[codePoint] as number) & RANK
  let start = 0
  let last = 0
  let isOrdered = true
  for (let index = 0; index <= codePoints.length; index++) {
    const rank = index < codePoints.length ? rankOf(codePoints[index] as number) : 0
    if (rank !== 0) {
      if (rank < last) isOrdered = false
      last = rank
      continue
    }
    if (!isOrdered) {
      const run = codePoints.slice(start, index).sort((left, right) => rankOf(left) - rankOf(right))
      for (const [offset, codePoint] of run.entries()) codePoints[start + offset] = codePoint
    }
    start = index + 1
    last = 0
    isOrdered = true
  }
}

/**
 * Composes, in place, each character with the starter before it, unless one that is left between them is of its class
 * or a higher one.
 */
function composePairs(codePoints: number[], mappings: CanonicalMappings): void {
  let starter = -1
  let last = -1
  let length = 0
  for (const codePoint of codePoints) {
    const rank = (mappings.ranks[codePoint] as number) & RANK
    if (starter >= 0 && last < rank) {
      const composite = compositeOf(codePoints[starter] as number, codePoint, mappings)
      if (composite !== undefined) {
        codePoints[starter] = composite
        continue
      }
    }
    if (rank === 0) starter = length
    last = rank === 0 ? -1 : rank
    codePoints[length++] = codePoint
  }
  codePoints.length = length
}

function compositeOf(first: number, second: number, { composites }: CanonicalMappings): number | undefined {
  return second >= hangul.vowel && second < hangul.noTrailing + hangul.trailings
    ? hangulOf(first, second)
    : composites.get(second)?.get(first)
}

function hangulOf(first: number, second: number): number | undefined {
  const leading = first - hangul.leading
  const vowel = second - hangul.vowel
  if (leading >= 0 && leading < hangul.leadings && vowel >= 0 && vowel < hangul.vowels)
    return hangul.syllable + (leading * hangul.vowels + vowel) * hangul.trailings
  const syllable = first - hangul.syllable
  const trailing = second - hangul.noTrailing
  const isOpen = syllable >= 0 && syllable < hangul.syllables && syllable % hangul.trailings === 0
  return isOpen && trailing > 0 && trailing < hangul.trailings ? first + trailing : undefined
}

function fromCodePoints(codePoints: readonly number[]): string {
  let text = ''
  for (const codePoint of codePoints) text += String.fromCodePoint(codePoint)
  return text
}
