import specials from '../../data/o200k_harmony.specials.json' with { type: 'json' }
import type { EncodingDefinition } from './encoding-definition.ts'
import { o200kBase } from './o200k-base.ts'

/** OpenAI's encoding of the gpt-oss models: o200k_base with the special tokens of the Harmony format. */
export const o200kHarmony: EncodingDefinition = { ...o200kBase, id: 'o200k_harmony', specials }
