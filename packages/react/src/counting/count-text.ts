import {
  type CountedText,
  countCharacters,
  countScripts,
  type EstimatedText,
  type InputCounter,
  openCharacters,
} from '@ratecard/core'
import { countFeatures, estimateTokens, type TokenizerFamily } from '@ratecard/core/estimator'
import { rest } from './rest.ts'
import { slicesOf } from './slices-of.ts'
import families from './tokenizer-families.json' with { type: 'json' }

/** Characters of which an estimate is made at once, in less than 50 ms. */
export const AT_ONCE = 100_000

type Counted = CountedText | EstimatedText

/**
 * What is known of a text without its tokenizer: all, where the price list counts by script or by characters; otherwise a
 * range of tokens.
 */
export function countText(text: string, counter: InputCounter): Counted {
  const count = openCount(counter)
  count.add(text)
  return count.counted()
}

/** As {@link countText}, in turns with the page. */
export async function countTextInTurns(text: string, counter: InputCounter, signal: AbortSignal): Promise<Counted> {
  const count = openCount(counter)
  for (const slice of slicesOf(text)) {
    await rest()
    signal.throwIfAborted()
    count.add(slice)
  }
  return count.counted()
}

interface OpenCount {
  readonly add: (slice: string) => void
  readonly counted: () => Counted
}

function openCount(counter: InputCounter): OpenCount {
  switch (counter.kind) {
    case 'rule':
      return counting(countScripts, undefined, (scripts) => ({ scripts }))
    case 'characters':
      return counting(countCharacters, openCharacters(counter.rule), (characters) => ({ characters }))
    default: {
      const family = familyOf(counter.tokenizer)
      return counting(countFeatures, undefined, (features) => ({ tokenRange: estimateTokens(features, family) }))
    }
  }
}

function counting<C>(
  count: (text: string, before?: C) => C,
  first: C | undefined,
  read: (counts: C) => Counted,
): OpenCount {
  let counts = first
  return {
    add: (slice) => {
      counts = count(slice, counts)
    },
    counted: () => read(counts ?? count('')),
  }
}

const FAMILIES: Readonly<Record<string, string>> = families

const familyOf = (tokenizer: string): TokenizerFamily => (FAMILIES[tokenizer] ?? 'any') as TokenizerFamily
