import type { Registry } from 'prom-client'

let opened: Promise<Registry> | undefined

/** Of the process: memory, processor, event loop, collections. Measured once, however many servers it has. */
export function processMetrics(): Promise<Registry> {
  opened ??= collect()
  return opened
}

async function collect(): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import('prom-client')
  const register = new Registry()
  collectDefaultMetrics({ register })
  return register
}
