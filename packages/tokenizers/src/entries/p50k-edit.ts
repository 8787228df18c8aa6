import { p50kEdit } from '../encodings/p50k-edit.ts'
import type { ExactTokenizer } from '../tokenizer/exact-tokenizer.ts'
import { openTokenizer } from '../tokenizer/open-tokenizer.ts'

/** Loads the tokenizer `p50k_edit` without a way to any other: a bundle gets this vocabulary alone. */
export const load = (): Promise<ExactTokenizer> => openTokenizer(p50kEdit)
