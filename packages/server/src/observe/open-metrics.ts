import type { Registry } from 'prom-client'
import type { Fate } from '../batch/batch-line.ts'
import type { CountingLoad } from '../counting/token-counter.ts'
import { processMetrics } from './process-metrics.ts'
import { type RequestMetrics, requestMetrics } from './request-metrics.ts'

/** Counts of what a server does, for Prometheus. Labels are of closed sets: no request makes a series of its own. */
export interface Metrics extends RequestMetrics {
  /** A host adds its own here. */
  readonly registry: Registry
  /** All of them, with those of the process, in the text format of {@link METRICS_TYPE}. */
  readonly text: () => Promise<string>
  /** A line of a batch came to its end. */
  readonly countLine: (fate: Fate) => void
  /** Shows from now on how busy the threads are that count tokens. */
  readonly watchPool: (load: () => CountingLoad) => void
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/**
 * Metrics of their own: several servers in a process do not add up to one.
 *
 * @example
 * const metrics = await openMetrics()
 * const text = await metrics.text()
 * text.includes('ratecard_http_requests_in_flight 0') // true
 */
export async function openMetrics(): Promise<Metrics> {
  const prom = await import('prom-client')
  const registry = new prom.Registry()
  const ofProcess = await processMetrics()
  return {
    registry,
    text: async () => `${await registry.metrics()}\n${await ofProcess.metrics()}`,
    ...requestMetrics(prom, registry),
    countLine: lineCounter(prom, registry),
    watchPool: (load) => watchPool(load, prom, registry),
  }
}

/** Batches have many lines: they are counted in numbers, and told when they are asked for. */
function lineCounter({ Counter }: typeof import('prom-client'), registry: Registry): Metrics['countLine'] {
  const lines: Record<Fate, number> = { rated: 0, unrated: 0, rejected: 0 }
  new Counter({
    name: 'ratecard_batch_lines_total',
    help: 'Lines of batches, by what became of them.',
    labelNames: ['fate'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [fate, count] of Object.entries(lines)) this.inc({ fate }, count)
    },
  })
  return (fate) => {
    lines[fate]++
  }
}

function watchPool(
  load: () => CountingLoad,
  { Counter, Gauge }: typeof import('prom-client'),
  registry: Registry,
): void {
  const registers = [registry]
  new Gauge({
    name: 'ratecard_count_queue_length',
    help: 'Counts of tokens that wait for a thread.',
    registers,
    collect() {
      this.set(load().waiting)
    },
  })
  new Gauge({
    name: 'ratecard_count_threads_busy',
    help: 'Threads that count tokens now.',
    registers,
    collect() {
      this.set(load().counting)
    },
  })
  new Counter({
    name: 'ratecard_count_deadlines_total',
    help: 'Counts of tokens that were given up at their deadline.',
    registers,
    collect() {
      this.reset()
      this.inc(load().expired)
    },
  })
}
