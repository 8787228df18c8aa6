import { qwen } from '../encodings/qwen.ts'
import type { ExactTokenizer } from '../tokenizer/exact-tokenizer.ts'
import { openTokenizer } from '../tokenizer/open-tokenizer.ts'

/** Loads the tokenizer `qwen` without a way to any other: a bundle gets this vocabulary alone. */
export const load = (): Promise<ExactTokenizer> => openTokenizer(qwen)
