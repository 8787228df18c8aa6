import { Tiktoken } from 'tiktoken/lite'
import { type Oracle, wellFormed } from './oracle.ts'
import { type TiktokenFile, tokensOfTiktoken } from './token-files.ts'

/** tiktoken with the ranks, pattern and special tokens of a file in its own form. */
export function tiktokenOracle(id: string, file: TiktokenFile): Oracle {
  const tiktoken = new Tiktoken(file.bpe_ranks, file.special_tokens, file.pat_str)
  return {
    id,
    by: 'tiktoken',
    vocabulary: { tokens: tokensOfTiktoken(file), specials: file.special_tokens },
    ordinary: (text) => Array.from(tiktoken.encode_ordinary(text)),
    all: (text) => Array.from(tiktoken.encode(text, 'all')),
    readable: wellFormed,
    judgeable: (text) => text,
  }
}
