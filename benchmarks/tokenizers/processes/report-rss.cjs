// Loaded before a program that is measured: when it ends, writes the most memory it held, in MB.
const { writeFileSync } = require('node:fs')
const { isMainThread } = require('node:worker_threads')

if (isMainThread) {
  process.on('exit', () => {
    writeFileSync(process.env.RATECARD_BENCHMARK_RSS, String(process.resourceUsage().maxRSS / 1000))
  })
}
