import type { SpecialTokens } from '@ratecard/core'
import type { Encoding } from './encoding.ts'
import { unfinishedSpecialLength } from './special-tokens.ts'
import { splitOrdinary } from './split-ordinary.ts'

/** How {@link splitText} reads its text. */
interface SplitTextOptions {
  readonly specials: SpecialTokens
  /** Whether more text follows. */
  readonly more: boolean
}

/**
 * Divides a text into ids of special tokens and normalised parts for the engine. Special tokens come first, as in the
 * reference, so that nothing composes with their last character. Returns the end to be read again with what follows.
 */
export function* splitText(
  text: string,
  encoding: Encoding,
  options: SplitTextOptions,
): Generator<string | number, string> {
  const { normalize, specials } = encoding
  const { more } = options
  if (options.specials === 'ordinary') return yield* splitOrdinary(text, { normalize, more })

  let from = 0
  for (const match of text.matchAll(specials.pattern)) {
    yield* splitOrdinary(text.slice(from, match.index), { normalize, more: false })
    yield specials.idOf.get(match[0]) as number
    from = match.index + match[0].length
  }
  const tail = text.slice(from)
  const readable = tail.length - (more ? unfinishedSpecialLength(tail, specials) : 0)
  const rest = yield* splitOrdinary(tail.slice(0, readable), { normalize, more })
  return rest + tail.slice(readable)
}
