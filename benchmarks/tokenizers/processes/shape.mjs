/**
 * One engine on a text of one shape that it has not seen: `node shape.mjs ENGINE VOCABULARY SHAPE BYTES`. Before that it
 * counts ordinary text and short texts of the same shape, so that its code is compiled.
 */
import { engines } from '../engines.mjs'
import { memoryPeak } from '../memory-peak.mjs'
import { shapes } from '../shapes.mjs'
import { warmUp } from '../warm-up.mjs'

const [engine, vocabulary, shape, size] = process.argv.slice(2)
const text = shapes[shape](Number(size), 1)
const bytes = Buffer.byteLength(text)
const count = await engines[engine].load(vocabulary)
warmUp(count, 300_000)
for (let seed = 2; seed < 12; seed++) count(shapes[shape](2_000 + seed, seed))

let tokens = 0
let milliseconds = 0
const grown = memoryPeak(() => {
  const start = performance.now()
  tokens = count(text)
  milliseconds = performance.now() - start
})
console.log(JSON.stringify({ tokens, bytes, milliseconds, grown }))
