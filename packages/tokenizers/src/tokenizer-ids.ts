/**
 * The tokenizers this package can load. `qwen` is the ordinary text of Qwen2.5 and Qwen3 with the special tokens of
 * Qwen2.5, `qwen3` has those of Qwen3; docs/encodings.md says where each comes from.
 *
 * @example
 * ```ts
 * console.log(`--tokenizer is one of ${tokenizerIds.join(', ')}`)
 * ```
 */
export const tokenizerIds = [
  'qwen',
  'qwen3',
  'o200k_base',
  'o200k_harmony',
  'cl100k_base',
  'p50k_base',
  'p50k_edit',
  'r50k_base',
  'deepseek_v3',
  'deepseek_v4',
] as const

/** One of {@link tokenizerIds}. */
export type TokenizerId = (typeof tokenizerIds)[number]
