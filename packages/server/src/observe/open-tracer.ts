import type { Tracer as ApiTracer, Attributes, ProxyTracerProvider, Span, SpanOptions } from '@opentelemetry/api'
import type { Request } from 'express'
import { ENDPOINTS } from '../endpoints/endpoints.ts'
import { VERSION } from '../version.ts'
import { methodOf, type Seen } from './seen.ts'

/** Makes a span of each request, where the host has an SDK of OpenTelemetry. */
export interface Tracer {
  /** Undefined where no one takes spans. */
  readonly begin: (request: Request) => RequestSpan | undefined
}

export interface RequestSpan {
  /** What is called, and all that it begins, has this span as its parent. */
  readonly run: (next: () => void) => void
  readonly end: (seen: Seen) => void
}

type Api = typeof import('@opentelemetry/api')

/**
 * Opens telemetry over `@opentelemetry/api`; undefined where that is not installed.
 *
 * @param load gives the package.
 * @example
 * const tracer = await openTracer()
 * const app = createApp(services, { middlewares: [observe({ tracer })] })
 */
export async function openTracer(
  load: () => Promise<unknown> = () => import('@opentelemetry/api'),
): Promise<Tracer | undefined> {
  const api = (await load().catch(() => undefined)) as Api | undefined
  return api && tracerOver(api)
}

function tracerOver({ context, propagation, trace, SpanKind, SpanStatusCode }: Api): Tracer {
  const options: SpanOptions = { kind: SpanKind.SERVER }
  let tracer: ApiTracer | undefined
  return {
    begin(request) {
      // The provider of the API stands for that of an SDK, which may come later; until then a request costs next to nothing.
      tracer ??= (trace.getTracerProvider() as ProxyTracerProvider).getDelegateTracer('@ratecard/server', VERSION)
      if (tracer === undefined) return undefined
      const active = context.active()
      // Where the host has a span of the request already, that is the parent.
      const parent = trace.getSpan(active) ? active : propagation.extract(active, request.headers)
      const span = tracer.startSpan('HTTP', options, parent)
      if (!trace.isSpanContextValid(span.spanContext())) return undefined
      if (span.isRecording()) span.setAttributes(beginning(request))
      return {
        run: (next) => context.with(trace.setSpan(parent, span), next),
        end(seen) {
          if (span.isRecording()) tellEnd(span, seen, SpanStatusCode.ERROR)
          span.end()
        },
      }
    },
  }
}

function beginning({ method, protocol, host = '' }: Request): Attributes {
  const [, address, port] = /^(\[[\da-f:]+\]|[^:]+)(?::(\d{1,5}))?$/i.exec(host) ?? []
  return {
    'http.request.method': methodOf(method) === 'OTHER' ? '_OTHER' : method,
    'url.scheme': protocol,
    'server.address': address,
    'server.port': port === undefined ? undefined : Number(port),
  }
}

const PATHS: ReadonlyMap<string | undefined, string> = new Map(ENDPOINTS.map(({ id, path }) => [id, path]))

function tellEnd(span: Span, { about, method, status, isBroken }: Seen, isError: 2): void {
  const route = PATHS.get(about.operation)
  const name = method === 'OTHER' ? 'HTTP' : method
  span.updateName(route === undefined ? name : `${name} ${route}`)
  span.setAttributes({
    'http.route': route,
    'http.response.status_code': status,
    'error.type': isBroken ? (about.error instanceof Error ? about.error.name : String(status)) : undefined,
  })
  if (isBroken) span.setStatus({ code: isError })
}
