import type { SplitPattern } from '../encodings/encoding-definition.ts'
import { cl100kSplitter } from './split-cl100k.ts'
import { deepseekSplitter } from './split-deepseek.ts'
import { gpt2Splitter } from './split-gpt2.ts'
import { o200kSplitter } from './split-o200k.ts'
import type { Splitter } from './splitter.ts'

/** Makes the splitter of each pattern. */
export const splitters: Readonly<Record<SplitPattern, () => Splitter>> = {
  gpt2: gpt2Splitter,
  cl100k: () => cl100kSplitter(3),
  qwen: () => cl100kSplitter(1),
  o200k: o200kSplitter,
  deepseek: deepseekSplitter,
}
