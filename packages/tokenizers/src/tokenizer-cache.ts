import { type TokenizerId, tokenizerIds } from './tokenizer-ids.ts'
import { UnknownTokenizerError } from './unknown-tokenizer-error.ts'

/** Opens each id once, however many ask and however soon; a failure is forgotten, so that the next one tries again. */
export function tokenizerCache<T>(open: (id: TokenizerId) => Promise<T>): (id: string) => Promise<T> {
  const opened = new Map<TokenizerId, Promise<T>>()
  return async (id) => {
    const known = tokenizerIds.find((candidate) => candidate === id)
    if (known === undefined) throw new UnknownTokenizerError(id)
    const existing = opened.get(known)
    if (existing !== undefined) return existing
    const opening = open(known)
    opened.set(known, opening)
    opening.catch(() => opened.delete(known))
    return opening
  }
}
