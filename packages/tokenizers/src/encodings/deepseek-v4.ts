import specials from '../../data/deepseek_v4.specials.json' with { type: 'json' }
import type { EncodingDefinition } from './encoding-definition.ts'

/** DeepSeek-V4. */
export const deepseekV4: EncodingDefinition = {
  id: 'deepseek_v4',
  pattern: 'deepseek',
  specials,
  vocabulary: {
    name: 'deepseek',
    size: 128_000,
    sha256: '950a29ab354ed87f26f0e09cdcc22769335ec836a4e5536d4036b7b3616f2ca7',
    load: () => import('../../data/deepseek.js'),
  },
}
