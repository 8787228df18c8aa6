import { canonicalMappings, RANK, UNSETTLED } from './canonical-mappings.ts'
import { COMPOSING, characterClasses } from './character-classes.ts'
import { codePointAt, isPair } from './code-point-at.ts'
import { composeSegment } from './compose-segment.ts'

/** Takes a part of a text, from `from` to `to`, that NFC writes as `text`. */
export type TakeChange = (from: number, to: number, text: string) => void

/** No character below this composes. */
const FIRST_COMPOSING = 0x300

/**
 * Gives `take` what NFC changes in UTF-16 text from `from` to `to`, which may not divide a character, part by part,
 * under Unicode 16, whatever edition the host knows: a character that edition does not assign is left alone and composes
 * with nothing.
 *
 * The libraries that models are served with may know an older edition, in which characters that exist since Unicode
 * 16 alone (U+113C5, U+16121 and their like, of scripts hardly used) stay decomposed.
 */
export function composingChanges(units: Uint16Array, from: number, to: number, take: TakeChange): void {
  const classes = characterClasses()
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
    if (text !== undefined) take(starter, end, text)
    at = end - 1
  }
}

/** Where the characters that compose with what stands before `from` end. */
function segmentEnd(units: Uint16Array, from: number, to: number, classes: Uint8Array): number {
  let at = from
  while (at < to && (classes[codePointAt(units, at, to)] as number) >= COMPOSING) at += isPair(units, at, to) ? 2 : 1
  return at
}

/** The NFC form of a segment if it is another; most are in order, which is seen without composing them. */
function composed(units: Uint16Array, from: number, to: number): string | undefined {
  if (isSettled(units, from, to)) return undefined
  const form = composeSegment(units, from, to)
  return equals(form, units, from, to) ? undefined : form
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

function equals(text: string, units: Uint16Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false
  for (let at = from; at < to; at++) if (text.charCodeAt(at - from) !== units[at]) return false
  return true
}
