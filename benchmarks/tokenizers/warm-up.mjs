import { readCorpus } from '../corpora/corpus.mjs'
import { prefixOf } from './prefix-of.mjs'

/** Lets an engine count a text that is in no corpus, so that its code is compiled before it is measured. */
export function warmUp(count, bytes) {
  const text = prefixOf(readCorpus('warmup'), bytes)
  for (let from = 0; from < text.length; from += 16_384) count(text.slice(from, from + 16_384))
}
