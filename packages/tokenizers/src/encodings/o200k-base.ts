import specials from '../../data/o200k_base.specials.json' with { type: 'json' }
import type { EncodingDefinition } from './encoding-definition.ts'

/** OpenAI's encoding of GPT-4o and later. */
export const o200kBase: EncodingDefinition = {
  id: 'o200k_base',
  pattern: 'o200k',
  specials,
  vocabulary: {
    name: 'o200k_base',
    size: 199_998,
    sha256: '46c7d5cb01093b0ecc0ea314aff10ff11c4f4fe2011063ef30c33c049db8c6c7',
    load: () => import('../../data/o200k_base.js'),
  },
}
