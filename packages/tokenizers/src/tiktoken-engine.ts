import { Tiktoken } from 'tiktoken/lite'
import type { Engine } from './encoding.ts'
import type { Vocabulary } from './read-vocabulary.ts'

/** The engine of this release: tiktoken's WASM build. It lives as long as the process. */
export function tiktokenEngine(vocabulary: Vocabulary): Engine {
  const tiktoken = new Tiktoken(vocabulary.bpe_ranks, vocabulary.special_tokens, vocabulary.pat_str)
  return {
    encode: (text) => tiktoken.encode_ordinary(text),
    decode: (ids) => tiktoken.decode(ids),
  }
}
