/** A program that counts one short text and ends: `node cold-start.mjs ENGINE VOCABULARY`, or nothing at all without. */
const [engine, vocabulary] = process.argv.slice(2)
const result = {}
if (engine !== undefined) {
  const { engines } = await import('../engines.mjs')
  const start = performance.now()
  const count = await engines[engine].load(vocabulary)
  result.load = performance.now() - start
  result.tokens = count('How many tokens is this?')
}
result.rss = process.resourceUsage().maxRSS / 1000
console.log(JSON.stringify(result))
