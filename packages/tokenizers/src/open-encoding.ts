import type { Encoding } from './encoding.ts'
import { readVocabulary } from './read-vocabulary.ts'
import { specialTokenTable } from './special-tokens.ts'
import type { TokenizerId } from './tokenizer-ids.ts'

/** Ordinary tokens of each vocabulary; a gap may follow before its special tokens. */
export const ordinaryCounts: Readonly<Record<TokenizerId, number>> = {
  qwen: 151_643,
  o200k_base: 199_998,
  cl100k_base: 100_256,
}

/** Reads the vocabulary of `id` and builds its engine: most of the time goes into the engine's hash tables. */
export async function openEncoding(id: TokenizerId): Promise<Encoding> {
  const [vocabulary, { tiktokenEngine }] = await Promise.all([readVocabulary(id), import('./tiktoken-engine.ts')])
  return {
    id,
    engine: tiktokenEngine(vocabulary),
    ordinaryCount: ordinaryCounts[id],
    specials: specialTokenTable(vocabulary.special_tokens),
    normalize: id === 'qwen' ? (text) => text.normalize('NFC') : (text) => text,
  }
}
