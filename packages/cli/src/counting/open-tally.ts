import { type Counter, countScripts, type ScriptCounts, type SpecialTokens } from '@ratecard/core'
import { openTokens } from './open-tokens.ts'

/** What is counted in a text: tokens, or for a rule of thumb characters by script. Plain, so that a thread can be told. */
export type Measure = { readonly tokenizer: string; readonly specials: SpecialTokens } | 'scripts'

/** How many tokens, or how many characters of each script. */
export type Counted = { readonly tokens: number } | { readonly scripts: ScriptCounts }

/** Counts texts that come in parts, one after the other. */
export interface Tally {
  /** Takes UTF-8, in parts that end between characters; what is none is read as U+FFFD. */
  readonly push: (bytes: Uint8Array) => void
  /** Tokens of this text that are certain, whatever follows. */
  readonly tokens: number
  /** What was counted in this text; the next part begins another one. */
  readonly end: () => Counted
}

/** Of parts that end between characters: what one part breaks off, the next does not take up, as it may be another file. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

export const measureOf = (counter: Counter, specials: SpecialTokens = 'ordinary'): Measure =>
  counter.kind === 'rule' ? 'scripts' : { tokenizer: counter.tokenizer, specials }

export const openTally = (measure: Measure): Promise<Tally> =>
  measure === 'scripts' ? scriptTally() : tokenTally(measure.tokenizer, measure.specials)

async function tokenTally(tokenizer: string, specials: SpecialTokens): Promise<Tally> {
  const stream = await openTokens(tokenizer, { specials })
  return {
    push: (bytes) => stream.push(decoder.decode(bytes)),
    get tokens() {
      return stream.tokens
    },
    end: () => ({ tokens: stream.end() }),
  }
}

const NO_CHARACTERS: ScriptCounts = { chinese: 0, other: 0 }

async function scriptTally(): Promise<Tally> {
  let scripts = NO_CHARACTERS
  return {
    push: (bytes) => {
      scripts = countScripts(decoder.decode(bytes), scripts)
    },
    tokens: 0,
    end: () => {
      const counted = { scripts }
      scripts = NO_CHARACTERS
      return counted
    },
  }
}

/** The sum of two parts, counted by one measure. */
export function addCounted(a: Counted, b: Counted): Counted {
  if ('tokens' in a && 'tokens' in b) return { tokens: a.tokens + b.tokens }
  if ('scripts' in a && 'scripts' in b)
    return { scripts: { chinese: a.scripts.chinese + b.scripts.chinese, other: a.scripts.other + b.scripts.other } }
  throw new TypeError('Tokens and characters have no sum.')
}
