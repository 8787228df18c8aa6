import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  type ContextManager,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import {
  AlwaysOffSampler,
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'
import { afterEach, expect, it, vi } from 'vitest'
import type { AppOptions } from '../express.ts'
import { type Listening, listen } from '../testing/app.ts'
import { testServices } from '../testing/ask.ts'
import { observe } from './observe.ts'
import { openTracer } from './open-tracer.ts'

const opened: Listening[] = []

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close()
  trace.disable()
  context.disable()
  propagation.disable()
})

/** As the one of the SDK for Node. */
class Contexts implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>()
  active = () => this.#storage.getStore() ?? ROOT_CONTEXT
  with<A extends unknown[], F extends (...args: A) => ReturnType<F>>(
    own: Context,
    call: F,
    self?: ThisParameterType<F>,
    ...args: A
  ): ReturnType<F> {
    return this.#storage.run(own, () => call.apply(self, args))
  }
  bind = <T>(_own: Context, target: T): T => target
  enable = () => this
  disable = () => this
}

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const PARENT = 'b7ad6b7169203331'

/** Of a traceparent, as W3C writes it, only what is needed. */
const propagator = {
  inject: () => {},
  fields: () => ['traceparent'],
  extract: (own: Context, carrier: { readonly traceparent?: string }) => {
    const [, traceId, spanId] = carrier.traceparent?.split('-') ?? []
    return traceId && spanId ? trace.setSpanContext(own, { traceId, spanId, traceFlags: 1, isRemote: true }) : own
  },
}

function registerSdk(sampler?: AlwaysOffSampler) {
  const exporter = new InMemorySpanExporter()
  const spanProcessors = [new SimpleSpanProcessor(exporter)]
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors, ...(sampler && { sampler }) }))
  context.setGlobalContextManager(new Contexts())
  propagation.setGlobalPropagator(propagator)
  return exporter
}

async function traced(services = testServices, more: NonNullable<AppOptions['middlewares']> = []) {
  const server = await listen(services, { middlewares: [observe({ tracer: await openTracer() }), ...more] })
  opened.push(server)
  return server
}

const headers = { 'content-type': 'application/json', traceparent: `00-${TRACE}-${PARENT}-01` }
const body = '{"model":"notebook","usage":{"core_seconds":"1600"}}'

it('makes a span of a request, under the one of its client', async () => {
  const exporter = registerSdk()
  const { origin, port } = await traced()
  await (await fetch(`${origin}/v1/price`, { method: 'POST', headers, body })).text()
  await vi.waitFor(() => expect(exporter.getFinishedSpans()).toHaveLength(1))
  const [span] = exporter.getFinishedSpans()
  expect(span).toMatchObject({ name: 'POST /v1/price', kind: 1, status: { code: SpanStatusCode.UNSET } })
  expect(span?.spanContext().traceId).toBe(TRACE)
  expect(span?.parentSpanContext?.spanId).toBe(PARENT)
  expect(span?.instrumentationScope.name).toBe('@ratecard/server')
  expect(span?.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/v1/price',
    'http.response.status_code': 200,
    'url.scheme': 'http',
    'server.address': '127.0.0.1',
    'server.port': port,
  })
})

it('names a span by the template of its path, or by the method alone', async () => {
  const exporter = registerSdk()
  const { origin } = await traced()
  await (await fetch(`${origin}/v1/tariffs/atomgit-ai/default`)).text()
  await (await fetch(`${origin}/nothing`)).text()
  await (await fetch(`${origin}/nothing`, { method: 'PROPFIND' })).text()
  await vi.waitFor(() => expect(exporter.getFinishedSpans()).toHaveLength(3))
  const spans = exporter.getFinishedSpans()
  expect(spans.map(({ name }) => name)).toEqual(['GET /v1/tariffs/{id}', 'GET', 'HTTP'])
  expect(spans.map(({ attributes }) => attributes['http.route'])).toEqual(['/v1/tariffs/{id}', undefined, undefined])
  expect(spans.map(({ attributes }) => attributes['http.request.method'])).toEqual(['GET', 'GET', '_OTHER'])
  expect(spans.map(({ status }) => status.code)).toEqual([0, 0, 0])
})

it('marks what the server could not do as an error', async () => {
  const exporter = registerSdk()
  const tablesFor = () => {
    throw new RangeError('secret')
  }
  const { origin } = await traced({ ...testServices, book: { ...testServices.book, tablesFor } })
  await (await fetch(`${origin}/v1/price`, { method: 'POST', headers, body })).text()
  await vi.waitFor(() => expect(exporter.getFinishedSpans()).toHaveLength(1))
  const [span] = exporter.getFinishedSpans()
  expect(span?.status).toEqual({ code: SpanStatusCode.ERROR })
  expect(span?.attributes).toMatchObject({ 'http.response.status_code': 500, 'error.type': 'RangeError' })
})

it('is the parent of what is done for the request, and the child of what the host began', async () => {
  const exporter = registerSdk()
  const host = trace.getTracer('host')
  const services = {
    ...testServices,
    now: () => {
      host.startSpan('inside').end()
      return testServices.now()
    },
  }
  const around = host.startSpan('around')
  const tracer = await openTracer()
  const server = await listen(services, {
    middlewares: [
      (_request, _response, next) => context.with(trace.setSpan(context.active(), around), next),
      observe({ tracer }),
    ],
  })
  opened.push(server)
  await (await fetch(`${server.origin}/v1/price`, { method: 'POST', headers, body })).text()
  await vi.waitFor(() => expect(exporter.getFinishedSpans().map(({ name }) => name)).toContain('POST /v1/price'))
  const [own, inside] = ['POST /v1/price', 'inside'].map((name) =>
    exporter.getFinishedSpans().find((span) => span.name === name),
  )
  expect(inside?.parentSpanContext?.spanId).toBe(own?.spanContext().spanId)
  expect(own?.parentSpanContext?.spanId).toBe(around.spanContext().spanId)
})

it('hands on the trace of a request that is not sampled', async () => {
  registerSdk(new AlwaysOffSampler())
  const seen: (string | undefined)[] = []
  const { origin } = await traced(testServices, [
    (_request, _response, next) => {
      seen.push(trace.getActiveSpan()?.spanContext().traceId)
      next()
    },
  ])
  await (await fetch(`${origin}/v1/price`, { method: 'POST', headers, body })).text()
  expect(seen).toEqual([TRACE])
})

it('does nothing until there is an SDK', async () => {
  const tracer = await openTracer()
  const request = { headers: {}, method: 'GET' } as never
  expect(tracer?.begin(request)).toBeUndefined()
  registerSdk()
  expect(tracer?.begin(request)).toBeDefined()
})

it('is absent where the package is', async () => {
  expect(await openTracer(() => Promise.reject(new Error('Cannot find package')))).toBeUndefined()
})
