import type { EncodingDefinition } from '../encodings/encoding-definition.ts'
import { readVocabulary } from '../vocabulary/read-vocabulary.ts'
import { type ExactTokenizer, exactTokenizer } from './exact-tokenizer.ts'

/** Reads the vocabulary of an encoding and makes its tokenizer. */
export async function openTokenizer(definition: EncodingDefinition): Promise<ExactTokenizer> {
  const { vocabulary } = definition
  const { default: packed } = await vocabulary.load()
  return exactTokenizer(definition, await readVocabulary(packed, vocabulary))
}
