import { Tiktoken } from 'tiktoken/lite'
import { readVocabulary } from '../read-vocabulary.ts'
import type { TokenizerId } from '../tokenizer-ids.ts'

/** The library itself, given each text whole: what the tokenizers of this package have to agree with. */
interface ReferenceTokenizer {
  readonly id: TokenizerId
  readonly normalize: (text: string) => string
  ordinary(text: string): readonly number[]
  all(text: string): readonly number[]
}

export async function referenceTokenizer(id: TokenizerId): Promise<ReferenceTokenizer> {
  const vocabulary = await readVocabulary(id)
  const tiktoken = new Tiktoken(vocabulary.bpe_ranks, vocabulary.special_tokens, vocabulary.pat_str)
  const normalize = (text: string) => (id === 'qwen' ? text.normalize('NFC') : text)
  const names = Object.keys(vocabulary.special_tokens).map((name) => name.replaceAll('|', '\\|'))
  return {
    id,
    normalize,
    ordinary: (text) => Array.from(tiktoken.encode_ordinary(normalize(text))),
    all: (text) => {
      const parts = id === 'qwen' ? text.split(new RegExp(`(${names.join('|')})`)) : [text]
      return parts.flatMap((part) => Array.from(tiktoken.encode(normalize(part), 'all')))
    },
  }
}
