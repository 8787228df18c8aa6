import { composingChanges } from '../unicode/composing-changes.ts'
import type { SpecialMatcher } from './special-matcher.ts'
import { endingAt, UnitBuffer, type UnitText } from './unit-text.ts'

/** What a text is read into. */
export interface TokenSink {
  /** A part of ordinary text from `from` to `to`, behind which the sentinel stands. */
  ordinary(text: UnitText, from: number, to: number): void
  special(id: number): void
}

/** How a text is read. */
export interface Reading {
  /** Given where special tokens are read as such. */
  readonly specials: SpecialMatcher | undefined
  readonly composes: boolean
}

/**
 * Reads a text from 0 to `to`: special tokens come first, as in the reference, so that nothing composes with the last
 * character of one; what is between them is normalised by itself.
 */
export function readBlock(text: UnitText, to: number, { specials, composes }: Reading, sink: TokenSink): void {
  let from = 0
  for (;;) {
    const match = specials?.find(text.units, from, to)
    readOrdinary(text, from, match?.from ?? to, composes, sink)
    if (match === undefined) return
    sink.special(match.id)
    from = match.to
  }
}

function readOrdinary(text: UnitText, from: number, to: number, composes: boolean, sink: TokenSink): void {
  if (from === to) return
  const composed = composes ? composedText(text, from, to) : undefined
  if (composed === undefined) endingAt(text, to, () => sink.ordinary(text, from, to))
  else endingAt(composed, composed.length, () => sink.ordinary(composed, 0, composed.length))
}

/** The text from `from` to `to` in its NFC form, if that is another. */
function composedText({ units }: UnitText, from: number, to: number): UnitBuffer | undefined {
  let buffer: UnitBuffer | undefined
  let at = from
  composingChanges(units, from, to, (changeFrom, changeTo, text) => {
    buffer ??= new UnitBuffer(to - from)
    buffer.makeRoom(changeFrom - at + text.length)
    buffer.appendUnits(units.subarray(at, changeFrom))
    buffer.append(text)
    at = changeTo
  })
  buffer?.makeRoom(to - at)
  buffer?.appendUnits(units.subarray(at, to))
  return buffer
}
