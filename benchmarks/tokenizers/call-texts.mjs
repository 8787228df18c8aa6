import { readCorpus } from '../corpora/corpus.mjs'
import { prefixOf } from './prefix-of.mjs'

/** Texts of the sizes that chat programs count one at a time, by name. */
export function callTexts() {
  return {
    '13 B': 'Hello, world!',
    '900 B en': prefixOf(readCorpus('en'), 900),
    '300 characters zh': readCorpus('zh').slice(0, 300),
    '4 kB code': prefixOf(readCorpus('code'), 4_000),
  }
}
