/** A server as it is built and served, in a process of its own; it tells its memory whenever it is asked. */
import { constants, PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics } from 'node:v8'
import { runServer, untilStopped } from '../../dist/index.js'

/** Bytes that were in use when garbage was last collected in the whole heap; not of the part where all is new. */
let live = old()
new PerformanceObserver((list) => {
  const isWhole = list.getEntries().some(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR)
  if (isWhole) live = old()
}).observe({ entryTypes: ['gc'] })

function old() {
  const spaces = getHeapSpaceStatistics().filter(({ space_name }) => !space_name.startsWith('new_'))
  return spaces.reduce((sum, { space_used_size }) => sum + space_used_size, 0)
}

process.on('message', () => process.send({ rss: process.memoryUsage.rss(), live }))
process.on('disconnect', () => process.exit())
const command = { given: { port: '0' }, env: {}, printSettings: false, isJson: false, locale: 'en' }
const print = (text) => process.send({ url: text.trim() })
await runServer(command, { print, warn: () => {}, untilStopped })
process.disconnect()
