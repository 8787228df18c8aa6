import { r50kBase } from '../encodings/r50k-base.ts'
import type { ExactTokenizer } from '../tokenizer/exact-tokenizer.ts'
import { openTokenizer } from '../tokenizer/open-tokenizer.ts'

/** Loads the tokenizer `r50k_base` without a way to any other: a bundle gets this vocabulary alone. */
export const load = (): Promise<ExactTokenizer> => openTokenizer(r50kBase)
