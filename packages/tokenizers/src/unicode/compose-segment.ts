import { type CanonicalMappings, canonicalMappings, DECOMPOSABLE, hangul, RANK } from './canonical-mappings.ts'
import { codePointAt } from './code-point-at.ts'

/** Code points that one UTF-16 unit decomposes into at most. */
const PARTS = 4
/** UTF-16 units of a segment that memory is kept for: nearly all have two or three. */
const SHORT = 64
/** Code points that one call takes as arguments. */
const ARGUMENTS = 4096

const kept = /* @__PURE__ */ new Int32Array(PARTS * SHORT)

/**
 * The NFC form of UTF-16 text from `from` to `to` that neither composes nor reorders with what stands beside it, in
 * linear time.
 */
export function composeSegment(units: Uint16Array, from: number, to: number): string {
  const mappings = canonicalMappings()
  const codePoints = to - from <= SHORT ? kept : new Int32Array(PARTS * (to - from))
  let length = 0
  for (let at = from; at < to; at++) {
    const codePoint = codePointAt(units, at, to)
    length = decompose(codePoint, codePoints, length, mappings)
    if (codePoint > 0xffff) at++
  }
  reorder(codePoints, length, mappings)
  return fromCodePoints(codePoints, composePairs(codePoints, length, mappings))
}

/**
 * Writes a character's canonical decomposition at `length` and returns where it ends; a Hangul syllable never has to be
 * taken apart to be composed.
 */
function decompose(codePoint: number, codePoints: Int32Array, length: number, mappings: CanonicalMappings): number {
  if (((mappings.ranks[codePoint] as number) & DECOMPOSABLE) === 0) {
    codePoints[length] = codePoint
    return length + 1
  }
  let end = length
  for (const part of mappings.decompositions.get(codePoint) as readonly number[])
    end = decompose(part, codePoints, end, mappings)
  return end
}

/** Puts each run of characters that are not starters into the order of their classes. */
function reorder(codePoints: Int32Array, length: number, { ranks }: CanonicalMappings): void {
  let start = 0
  let last = 0
  let isOrdered = true
  for (let index = 0; index <= length; index++) {
    const rank = index < length ? (ranks[codePoints[index] as number] as number) & RANK : 0
    if (rank !== 0) {
      if (rank < last) isOrdered = false
      last = rank
      continue
    }
    if (!isOrdered) sortByRank(codePoints.subarray(start, index), ranks)
    start = index + 1
    last = 0
    isOrdered = true
  }
}

/** Sorts by counting, which keeps what is equal in order and takes no longer for a run of millions. */
function sortByRank(run: Int32Array, ranks: Uint8Array): void {
  const places = new Int32Array(RANK + 2)
  const rankOf = (codePoint: number) => (ranks[codePoint] as number) & RANK
  for (const codePoint of run) places[rankOf(codePoint) + 1] = (places[rankOf(codePoint) + 1] as number) + 1
  for (let rank = 1; rank <= RANK; rank++) places[rank] = (places[rank] as number) + (places[rank - 1] as number)
  for (const codePoint of run.slice()) {
    const rank = rankOf(codePoint)
    run[places[rank] as number] = codePoint
    places[rank] = (places[rank] as number) + 1
  }
}

/**
 * Composes, in place, each character with the starter before it, unless one that is left between them is of its class
 * or a higher one. Returns how many characters that leaves.
 */
function composePairs(codePoints: Int32Array, length: number, mappings: CanonicalMappings): number {
  let starter = -1
  let last = -1
  let left = 0
  for (let index = 0; index < length; index++) {
    const codePoint = codePoints[index] as number
    const rank = (mappings.ranks[codePoint] as number) & RANK
    if (starter >= 0 && last < rank) {
      const composite = compositeOf(codePoints[starter] as number, codePoint, mappings)
      if (composite !== undefined) {
        codePoints[starter] = composite
        continue
      }
    }
    if (rank === 0) starter = left
    last = rank === 0 ? -1 : rank
    codePoints[left++] = codePoint
  }
  return left
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

function fromCodePoints(codePoints: Int32Array, length: number): string {
  let text = ''
  if (length > SHORT) {
    for (let at = 0; at < length; at += ARGUMENTS)
      text += String.fromCodePoint(...codePoints.subarray(at, Math.min(length, at + ARGUMENTS)))
  } else for (let at = 0; at < length; at++) text += String.fromCodePoint(codePoints[at] as number)
  return text
}
