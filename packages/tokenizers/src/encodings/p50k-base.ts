import specials from '../../data/p50k_base.specials.json' with { type: 'json' }
import type { EncodingDefinition } from './encoding-definition.ts'

/** OpenAI's encoding of Codex and text-davinci-003: r50k_base, a gap for its special token, and runs of spaces. */
export const p50kBase: EncodingDefinition = {
  id: 'p50k_base',
  pattern: 'gpt2',
  specials,
  vocabulary: {
    name: 'p50k_base',
    size: 50_281,
    sha256: '16f59b065eb915251ff9368cfea9b07376f4e3bb63da6c45e79954d30eac35ba',
    load: () => import('../../data/p50k_base.js'),
  },
}
