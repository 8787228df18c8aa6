/** The tokens of the start of a corpus by one engine: `node count.mjs ENGINE VOCABULARY CORPUS LONGEST`. */
import { readCorpus } from '../../corpora/corpus.mjs'
import { engines } from '../engines.mjs'
import { prefixOf } from '../prefix-of.mjs'

const [engine, vocabulary, corpus, longest] = process.argv.slice(2)
const count = await engines[engine].load(vocabulary)
console.log(JSON.stringify({ tokens: count(prefixOf(readCorpus(corpus), Number(longest))) }))
