/**
 * The tokenizers this package can load: `qwen` (ordinary text of Qwen2.5 and Qwen3, special tokens of Qwen2.5),
 * `o200k_base` and `cl100k_base`.
 *
 * @example
 * ```ts
 * console.log(`--tokenizer is one of ${tokenizerIds.join(', ')}`)
 * ```
 */
export const tokenizerIds = ['qwen', 'o200k_base', 'cl100k_base'] as const

/** One of {@link tokenizerIds}. */
export type TokenizerId = (typeof tokenizerIds)[number]
