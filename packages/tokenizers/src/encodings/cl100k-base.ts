import specials from '../../data/cl100k_base.specials.json' with { type: 'json' }
import type { EncodingDefinition } from './encoding-definition.ts'

/** OpenAI's encoding of GPT-4, GPT-3.5 Turbo and the text-embedding-3 models. */
export const cl100kBase: EncodingDefinition = {
  id: 'cl100k_base',
  pattern: 'cl100k',
  specials,
  vocabulary: {
    name: 'cl100k_base',
    size: 100_256,
    sha256: '577dc00443aa1c9c6bc2317d161de4dd34d6dfbd01aad348d06384e4b791b062',
    load: () => import('../../data/cl100k_base.js'),
  },
}
