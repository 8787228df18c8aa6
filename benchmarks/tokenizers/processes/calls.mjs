/** Microseconds for one call on each short text, seen before: `node calls.mjs ENGINE VOCABULARY`. */
import { callTexts } from '../call-texts.mjs'
import { engines } from '../engines.mjs'
import { median } from '../median.mjs'
import { warmUp } from '../warm-up.mjs'

const [engine, vocabulary] = process.argv.slice(2)
const count = await engines[engine].load(vocabulary)
warmUp(count, 300_000)
console.log(
  JSON.stringify(Object.fromEntries(Object.entries(callTexts()).map(([name, text]) => [name, perCall(text)]))),
)

/** The median of batches, each long enough for the clock. */
function perCall(text) {
  let calls = 1
  while (batch(text, calls) < 20) calls *= 2
  return (median([1, 2, 3, 4, 5].map(() => batch(text, calls))) / calls) * 1000
}

function batch(text, calls) {
  const start = performance.now()
  for (let call = 0; call < calls; call++) count(text)
  return performance.now() - start
}
