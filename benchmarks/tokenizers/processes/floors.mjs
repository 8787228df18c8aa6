/**
 * What any counter has to do at least, on one corpus: `node floors.mjs CORPUS`. Each step alone, in MB/s, after its code
 * is compiled.
 */
import { readCorpus } from '../../corpora/corpus.mjs'
import { classTable, lookUpClasses, scanPieces } from '../floor-scanner.mjs'
import { median } from '../median.mjs'

const corpus = process.argv[2]
const text = readCorpus(corpus)
const encoded = Buffer.from(text)
const copy = Buffer.alloc(encoded.length)
const units = Buffer.alloc(text.length * 2)
const codes = new Uint16Array(units.buffer, units.byteOffset, text.length)
const encoder = new TextEncoder()
const { default: ranks } = await import('js-tiktoken/ranks/o200k_base')
const pattern = new RegExp(ranks.pat_str, 'gu')
units.write(text, 'ucs2')
const table = classTable()

const steps = {
  'memory copy': () => encoded.copy(copy),
  'string to UTF-8': () => encoder.encodeInto(text, copy),
  'string to UTF-16': () => units.write(text, 'ucs2'),
  'UTF-8 to string': () => encoded.toString('utf8').length,
  'class of each unit looked up': () => lookUpClasses(codes, table),
  'scanner alone': () => scanPieces(codes, table),
  'o200k pattern as a JS regex': () => matches(),
}

const speeds = Object.entries(steps).map(([name, step]) => [name, encoded.length / 1000 / median(times(step))])
console.log(JSON.stringify({ corpus, speeds: Object.fromEntries(speeds) }))

function matches() {
  let count = 0
  pattern.lastIndex = 0
  while (pattern.test(text)) count++
  return count
}

function times(step) {
  const measured = []
  for (let total = 0; measured.length < 8 || (measured.length < 30 && total < 200); ) {
    const start = performance.now()
    step()
    measured.push(performance.now() - start)
    total += measured.at(-1)
  }
  return measured.slice(3)
}
