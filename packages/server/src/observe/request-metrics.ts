import type { Histogram, Registry } from 'prom-client'
import type { Method, Seen } from './seen.ts'

/** Is told of requests when they begin and when they end. */
export interface RequestMetrics {
  readonly began: () => void
  readonly ended: (seen: Seen) => void
}

/** Seconds: from a look-up to a long batch. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** What is known of the requests to one operation. Numbers are added here, and told when they are asked for. */
interface Series {
  readonly requests: Map<Method, Map<number | undefined, number>>
  received: number
  sent: number
  readonly seconds: Histogram.Internal<'operation'>
}

export function requestMetrics(prom: typeof import('prom-client'), registry: Registry): RequestMetrics {
  let inFlight = 0
  const byOperation = new Map<string, Series>()
  const seconds = new prom.Histogram({
    name: 'ratecard_http_request_duration_seconds',
    help: 'From the headers of a request to the last byte of its answer.',
    labelNames: ['operation'],
    buckets: BUCKETS,
    registers: [registry],
  })
  const open = (operation: string): Series => {
    const series = { requests: new Map(), received: 0, sent: 0, seconds: seconds.labels(operation) }
    byOperation.set(operation, series)
    return series
  }
  tell(prom, registry, byOperation, () => inFlight)
  return {
    began: () => {
      inFlight++
    },
    ended({ about: { operation = 'none' }, method, status, milliseconds, bytesIn, bytesOut }) {
      inFlight--
      const series = byOperation.get(operation) ?? open(operation)
      const byStatus = series.requests.get(method) ?? new Map<number | undefined, number>()
      series.requests.set(method, byStatus.set(status, (byStatus.get(status) ?? 0) + 1))
      series.received += bytesIn
      series.sent += bytesOut
      series.seconds.observe(milliseconds / 1000)
    },
  }
}

function tell(
  { Counter, Gauge }: typeof import('prom-client'),
  registry: Registry,
  byOperation: ReadonlyMap<string, Series>,
  inFlight: () => number,
): void {
  const registers = [registry]
  new Gauge({
    name: 'ratecard_http_requests_in_flight',
    help: 'Requests that are being answered.',
    registers,
    collect() {
      this.set(inFlight())
    },
  })
  new Counter({
    name: 'ratecard_http_requests_total',
    help: 'Requests that came to their end; status none where the client left before there was one.',
    labelNames: ['operation', 'method', 'status'],
    registers,
    collect() {
      this.reset()
      for (const [operation, { requests }] of byOperation)
        for (const [method, byStatus] of requests)
          for (const [status = 'none', count] of byStatus) this.inc({ operation, method, status }, count)
    },
  })
  for (const [name, read, help] of BYTES)
    new Counter({
      name,
      help,
      labelNames: ['operation'],
      registers,
      collect() {
        this.reset()
        for (const [operation, series] of byOperation) this.inc({ operation }, read(series))
      },
    })
}

const BYTES: readonly [name: string, read: (series: Series) => number, help: string][] = [
  ['ratecard_http_request_bytes_total', ({ received }) => received, 'Bytes of requests, with their headers.'],
  ['ratecard_http_response_bytes_total', ({ sent }) => sent, 'Bytes of answers, with their headers.'],
]
