import { o200kHarmony } from '../encodings/o200k-harmony.ts'
import type { ExactTokenizer } from '../tokenizer/exact-tokenizer.ts'
import { openTokenizer } from '../tokenizer/open-tokenizer.ts'

/** Loads the tokenizer `o200k_harmony` without a way to any other: a bundle gets this vocabulary alone. */
export const load = (): Promise<ExactTokenizer> => openTokenizer(o200kHarmony)
