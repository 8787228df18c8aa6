import type { TokenizerId } from '../tokenizer-ids.ts'
import type { EncodingDefinition } from './encoding-definition.ts'

/** Imports the definition of each encoding. */
export const encodings: Readonly<Record<TokenizerId, () => Promise<EncodingDefinition>>> = {
  qwen: async () => (await import('./qwen.ts')).qwen,
  qwen3: async () => (await import('./qwen3.ts')).qwen3,
  o200k_base: async () => (await import('./o200k-base.ts')).o200kBase,
  o200k_harmony: async () => (await import('./o200k-harmony.ts')).o200kHarmony,
  cl100k_base: async () => (await import('./cl100k-base.ts')).cl100kBase,
  p50k_base: async () => (await import('./p50k-base.ts')).p50kBase,
  p50k_edit: async () => (await import('./p50k-edit.ts')).p50kEdit,
  r50k_base: async () => (await import('./r50k-base.ts')).r50kBase,
  deepseek_v3: async () => (await import('./deepseek-v3.ts')).deepseekV3,
  deepseek_v4: async () => (await import('./deepseek-v4.ts')).deepseekV4,
}
