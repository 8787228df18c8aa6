import type { VocabularySource } from '../vocabulary/vocabulary-source.ts'

/** The pre-tokenizers: each divides a text into pieces, and no token reaches over the end of one. */
export type SplitPattern = 'gpt2' | 'cl100k' | 'qwen' | 'o200k' | 'deepseek'

/** All that makes one encoding, as data. */
export interface EncodingDefinition {
  /** What `loadTokenizer` knows it by. */
  readonly id: string
  readonly pattern: SplitPattern
  /** What is done to the text between special tokens before it is divided. */
  readonly normalization?: 'NFC'
  /**
   * The id of each special token, by what it is spelt like: every added token of the vendor's own file, also those it
   * does not flag as special, like `<think>`. Two may share an id; the last of them is its name.
   */
  readonly specials: Readonly<Record<string, number>>
  readonly vocabulary: VocabularySource
}
