import specials from '../../data/deepseek_v3.specials.json' with { type: 'json' }
import { deepseekV4 } from './deepseek-v4.ts'
import type { EncodingDefinition } from './encoding-definition.ts'

/** DeepSeek-V3: the text of `deepseek_v4`, with fewer special tokens. */
export const deepseekV3: EncodingDefinition = { ...deepseekV4, id: 'deepseek_v3', specials }
