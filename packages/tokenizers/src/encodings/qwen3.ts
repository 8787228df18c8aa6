import specials from '../../data/qwen3.specials.json' with { type: 'json' }
import type { EncodingDefinition } from './encoding-definition.ts'
import { qwen } from './qwen.ts'

/** Qwen3: `qwen` with four special tokens more, `<think>` among them. */
export const qwen3: EncodingDefinition = { ...qwen, id: 'qwen3', specials }
