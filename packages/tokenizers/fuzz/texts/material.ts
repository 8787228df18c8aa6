import type { Vocabulary } from '../oracles/oracle.ts'
import { readCorpora } from './corpora.ts'

/** What the generators make texts of: it depends on the vocabulary, for its tokens are what is hard about it. */
export interface Material {
  /** The bytes of every ordinary token. */
  readonly tokens: readonly Uint8Array[]
  /** Tokens that are whole characters. */
  readonly words: readonly string[]
  /** Tokens of letters alone: any number of them side by side is one piece. */
  readonly letters: readonly string[]
  /** Tokens of Chinese characters. */
  readonly han: readonly string[]
  readonly specials: readonly string[]
  readonly corpora: readonly string[]
}

export function materialOf({ tokens, specials }: Vocabulary): Material {
  const sorted = kinds.get(tokens) ?? sortTokens(tokens)
  kinds.set(tokens, sorted)
  corpora ??= readCorpora().map(({ text }) => text)
  return { ...sorted, specials: Object.keys(specials), corpora }
}

type Kinds = Omit<Material, 'specials' | 'corpora'>

const kinds = new WeakMap<Vocabulary['tokens'], Kinds>()
let corpora: readonly string[] | undefined

function sortTokens(all: Vocabulary['tokens']): Kinds {
  const tokens = all.filter((token) => token !== undefined)
  const words = tokens.map((token) => Buffer.from(token).toString()).filter((word) => !word.includes('\ufffd'))
  return {
    tokens,
    words,
    letters: words.filter((word) => /^\p{L}+$/u.test(word)),
    han: words.filter((word) => /^\p{Script=Han}+$/u.test(word)),
  }
}
