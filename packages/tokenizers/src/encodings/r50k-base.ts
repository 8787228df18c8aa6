import specials from '../../data/r50k_base.specials.json' with { type: 'json' }
import type { EncodingDefinition } from './encoding-definition.ts'
import { p50kBase } from './p50k-base.ts'

/** OpenAI's encoding of GPT-3 and of GPT-2: where p50k_base begins. */
export const r50kBase: EncodingDefinition = {
  id: 'r50k_base',
  pattern: 'gpt2',
  specials,
  vocabulary: { ...p50kBase.vocabulary, size: 50_256 },
}
