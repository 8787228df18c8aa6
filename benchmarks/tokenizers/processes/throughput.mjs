/**
 * One engine on one text: `node throughput.mjs ENGINE VOCABULARY CORPUS LONGEST PASSES`. The engine is warmed up on
 * another text, then counts the corpus, which it has not seen (first), then again and again (later). LONGEST limits the
 * bytes taken of the corpus; rates are in MB of UTF-8 a second. `share` is how much of a core the passes had: well below
 * 1, the machine was busy with something else and the rates are too low.
 */
import { readCorpus } from '../../corpora/corpus.mjs'
import { engines } from '../engines.mjs'
import { median } from '../median.mjs'
import { prefixOf } from '../prefix-of.mjs'
import { warmUp } from '../warm-up.mjs'

const [engine, vocabulary, corpus, longest, passes] = process.argv.slice(2)
const text = prefixOf(readCorpus(corpus), Number(longest))
const bytes = Buffer.byteLength(text)

const count = await engines[engine].load(vocabulary)
warmUp(count, Number(longest))
const begun = { wall: performance.now(), cpu: process.cpuUsage() }
const first = timed()
const later = []
for (let total = 0; later.length < Number(passes) || (later.length < 25 && total < 200); ) {
  later.push(timed().milliseconds)
  total += later.at(-1)
}

const cpu = process.cpuUsage(begun.cpu)
const share = (cpu.user + cpu.system) / 1000 / (performance.now() - begun.wall)

const rates = { first: rate(first.milliseconds), later: rate(median(later)) }
const rss = process.resourceUsage().maxRSS / 1000
console.log(JSON.stringify({ tokens: first.tokens, bytes, ...rates, share, rss }))

function rate(milliseconds) {
  return bytes / 1000 / milliseconds
}

function timed() {
  const start = performance.now()
  const tokens = count(text)
  return { tokens, milliseconds: performance.now() - start }
}
