/**
 * Only our own speed, for tuning: `node tokenizers/ours.mjs [--repeats N] [VOCABULARY…] [CORPUS…]`, all by default.
 * A fresh process for each figure; MB/s, first pass over unseen text / later passes, medians. A percentage is the share
 * of a core that the processes had, when it was so low that the figures are not to be trusted.
 */
import { parseArgs } from 'node:util'
import { corpusNames } from '../corpora/corpus.mjs'
import { vocabularies } from './engines.mjs'
import { median } from './median.mjs'
import { runProcess } from './run-process.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { repeats: { type: 'string', default: '3' } },
})
const repeats = Array.from({ length: Number(values.repeats) })
const chosen = (names) => {
  const wanted = names.filter((name) => positionals.includes(name))
  return wanted.length > 0 ? wanted : names
}
const column = 20
const corpora = chosen(corpusNames)

console.log(`MB/s, first / later${corpora.map((name) => name.padStart(column)).join('')}`)
for (const vocabulary of chosen(vocabularies)) {
  process.stdout.write(vocabulary.padEnd(19))
  for (const corpus of corpora) {
    const runs = repeats.map(() => runProcess('throughput', ['ratecard', vocabulary, corpus, 1e9, 5]))
    process.stdout.write(cell(runs).padStart(column))
  }
  process.stdout.write('\n')
}

function cell(runs) {
  const middle = (key) => median(runs.map((run) => run[key]))
  const speeds = `${middle('first').toFixed(1)} / ${middle('later').toFixed(1)}`
  return middle('share') < 0.9 ? `${speeds} (${Math.round(middle('share') * 100)} %)` : speeds
}
