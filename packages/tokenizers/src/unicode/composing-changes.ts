import { canonicalMappings, RANK, UNSETTLED } from './canonical-mappings.ts'
import { COMPOSING, characterClasses } from './character-classes.ts'
import { composeSegment } from './compose-segment.ts'

/** A part of a text that NFC writes in another way. */
export interface ComposingChange {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** No character below this composes. */
const FIRST_COMPOSING = 0x300

/**
 * What NFC changes in UTF-16 text from `from` to `to`, which may not divide a character, under Unicode 16, whatever
 * edition the host knows: a character that edition does not assign is left alone and composes with nothing.
 *
 * The libraries that models are served with may know an older edition, in which characters that exist since Unicode
 * 16 alone (U+113C5, U+16121 and their like, of scripts hardly used) stay decomposed.
 */
export function composingChanges(units: Uint16Array, from: number, to: number): readonly ComposingChange[] {
  const classes = characterClasses()
  const changes: ComposingChange[] = []
  let starter = from
  for (let at = from; at < to; at++) {
    const unit = units[at] as number
    if (unit < FIRST_COMPOSING || (classes[codePointAt(units, at, to)] as number) < COMPOSING) {
      starter = at
      if (isPair(units, at, to)) at++
      continue
    }
    const end = segmentEnd(units, at, to, classes)
    const text = composed(units, starter, end)
    if (text !== undefined) changes.push({ from: starter, to: end, text })
    at = end - 1
  }
  return changes
}

/** Where the characters that compose with what stands before `from` end. */
function segmentEnd(units: Uint16Array, from: number, to: number, classes: Uint8Array): number {
  let at = from
  while (at < to && (classes[codePointAt(units, at, to)] as number) >= COMPOSING) at += isPair(units, at, to) ? 2 : 1
  return at
}

/** The NFC form of a segment if it is another; most are in order, which is seen without making a string of them. */
function composed(units: Uint16Array, from: number, to: number): string | undefined {
  if (isSettled(units, from, to)) return undefined
  const text = textOf(units, from, to)
  const form = composeSegment(text)
  return form === text ? undefined : form
}

/** Unicode's quick check: no character that NFC may replace or compose, and combining classes in order. */
function isSettled(units: Uint16Array, from: number, to: number): boolean {
  const { ranks } = canonicalMappings()
  let last = 0
  for (let at = from; at < to; at++) {
    const properties = ranks[codePointAt(units, at, to)] as number
    const rank = properties & RANK
    if (properties >= UNSETTLED || (rank !== 0 && rank < last)) return false
    last = rank
    if (isPair(units, at, to)) at++
  }
  return true
}

function codePointAt(units: Uint16Array, at: number, to: number): number {
  const unit = units[at] as number
  if (!isPair(units, at, to)) return unit
  return 0x10000 + ((unit & 0x3ff) << 10) + ((units[at + 1] as number) & 0x3ff)
}

const isPair = (units: Uint16Array, at: number, to: number): boolean =>
  ((units[at] as number) & 0xfc00) === 0xd800 && at + 1 < to && ((units[at + 1] as number) & 0xfc00) === 0xdc00

/** Units that one call takes as arguments. */
const ARGUMENTS = 4096

function textOf(units: Uint16Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at += ARGUMENTS)
    text += String.fromCharCode(...units.subarray(at, Math.min(to, at + ARGUMENTS)))
  return text
}
