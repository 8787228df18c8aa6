import { p50kBase } from '../encodings/p50k-base.ts'
import type { ExactTokenizer } from '../tokenizer/exact-tokenizer.ts'
import { openTokenizer } from '../tokenizer/open-tokenizer.ts'

/** Loads the tokenizer `p50k_base` without a way to any other: a bundle gets this vocabulary alone. */
export const load = (): Promise<ExactTokenizer> => openTokenizer(p50kBase)
