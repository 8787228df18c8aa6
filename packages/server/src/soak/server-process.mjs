/** A server as it is built and served, in a process of its own; it tells its memory whenever it is asked. */
import { constants, PerformanceObserver } from 'node:perf_hooks'
import { serve } from '../../dist/index.js'

/** Bytes of the heap that were still in use when garbage was last collected in all of it. */
let live = process.memoryUsage().heapUsed
new PerformanceObserver((list) => {
  const isWhole = list.getEntries().some(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR)
  if (isWhole) live = process.memoryUsage().heapUsed
}).observe({ entryTypes: ['gc'] })

const { url } = await serve({ port: 0 })
process.on('message', () => process.send({ rss: process.memoryUsage.rss(), live }))
process.on('disconnect', () => process.exit())
process.send({ url })
