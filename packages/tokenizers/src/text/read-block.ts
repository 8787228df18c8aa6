import { type ComposingChange, composingChanges } from '../unicode/composing-changes.ts'
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
  const changes = composes ? composingChanges(text.units, from, to) : []
  if (changes.length === 0) {
    endingAt(text, to, () => sink.ordinary(text, from, to))
    return
  }
  const composed = changed(text, from, to, changes)
  endingAt(composed, composed.length, () => sink.ordinary(composed, 0, composed.length))
}

/** The text from `from` to `to` with its changes. */
function changed({ units }: UnitText, from: number, to: number, changes: readonly ComposingChange[]): UnitBuffer {
  const longer = changes.reduce((sum, change) => sum + change.text.length, 0)
  const buffer = new UnitBuffer(to - from + longer)
  let at = from
  for (const change of changes) {
    buffer.appendUnits(units.subarray(at, change.from))
    buffer.append(change.text)
    at = change.to
  }
  buffer.appendUnits(units.subarray(at, to))
  return buffer
}
