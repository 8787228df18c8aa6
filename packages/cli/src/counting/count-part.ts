import { type TakeInOptions, takeIn } from '../input/take-in.ts'
import type { TextSource } from '../input/text-source.ts'
import type { InvalidUtf8 } from '../input/utf8-reader.ts'
import { addCounted, type Counted, type Tally } from './open-tally.ts'

/** What was counted in a source, or in a part of one. */
export interface CountedPart {
  readonly counted: Counted
  readonly bytes: number
  readonly invalid?: InvalidUtf8
  /** Its end was reached: nobody stopped it before. */
  readonly isWhole: boolean
}

export interface CountPartOptions extends TakeInOptions {
  /** Is told of every chunk how many bytes were read and how many tokens are certain; tells whether to go on. */
  readonly watch?: (bytes: number, tokens: number) => boolean
}

/** Counts a source, or a part of it, as it is read. Where that fails, the tally is of no use any more. */
export async function countPart(
  source: TextSource,
  tally: Tally,
  { watch, ...options }: CountPartOptions,
): Promise<CountedPart> {
  const taken = await takeIn(source, options, (text, bytes) => {
    tally.push(text)
    return watch?.(bytes, tally.tokens) ?? true
  })
  return { ...taken, counted: tally.end() }
}

/** Two neighbouring parts of a file as one. */
export function joinParts(a: CountedPart, b: CountedPart): CountedPart {
  const invalid = joinInvalid(a.invalid, b.invalid)
  return {
    counted: addCounted(a.counted, b.counted),
    bytes: a.bytes + b.bytes,
    ...(invalid && { invalid }),
    isWhole: a.isWhole && b.isWhole,
  }
}

const joinInvalid = (a: InvalidUtf8 | undefined, b: InvalidUtf8 | undefined): InvalidUtf8 | undefined =>
  a && b ? { places: a.places + b.places, first: Math.min(a.first, b.first) } : (a ?? b)
