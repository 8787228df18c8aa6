import { addRanges, type Range, scaleRange } from '../number/range.ts'
import { rational } from '../number/rational.ts'

/** The tokens of one turn of a conversation. */
export interface Turn {
  readonly input: Range
  readonly output: Range
}

/**
 * The turns of a conversation in which every turn adds one text and one answer of the same length. History is billed
 * as input each time, so turn k reads k texts and k − 1 answers.
 *
 * @param turns 1 or more.
 */
export function conversationTurns(text: Range, output: Range, turns: number): readonly Turn[] {
  return Array.from({ length: turns }, (_, earlier) => ({
    input: addRanges(scaleRange(text, rational(earlier + 1)), scaleRange(output, rational(earlier))),
    output,
  }))
}
