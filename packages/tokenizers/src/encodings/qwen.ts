import specials from '../../data/qwen.specials.json' with { type: 'json' }
import type { EncodingDefinition } from './encoding-definition.ts'

/** Ordinary text of Qwen2.5 and Qwen3, with the special tokens of Qwen2.5. */
export const qwen: EncodingDefinition = {
  id: 'qwen',
  pattern: 'qwen',
  normalization: 'NFC',
  specials,
  vocabulary: {
    name: 'qwen',
    size: 151_643,
    sha256: 'bf81158267fe692fd6ffd644982ec2660790fd8e5795ced0bb800c16f5d97781',
    load: () => import('../../data/qwen.js'),
  },
}
