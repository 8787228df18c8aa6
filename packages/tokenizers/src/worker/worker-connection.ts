import { WorkerError } from './worker-error.ts'
import { isWorkerAnswer, type WorkerAnswer, type WorkerRequest } from './worker-protocol.ts'

/** A web worker, or a worker of `node:worker_threads`. */
export type WorkerLike = {
  postMessage(message: unknown): void
  terminate?(): unknown
} & (
  | { addEventListener(type: string, listener: (event: unknown) => void): void }
  | { on(type: string, listener: (value: unknown) => void): unknown }
)

/** The one connection to a worker, however many tokenizers are used over it. */
export interface WorkerConnection {
  ask(question: Question, signal: AbortSignal | undefined): Promise<unknown>
  terminate(): void
}

type Question = Omit<WorkerRequest, 'schema' | 'request'>

interface Waiting {
  resolve(value: unknown): void
  reject(reason: unknown): void
}

const connections = new WeakMap<WorkerLike, WorkerConnection>()

/** The connection to a worker, made when it is first asked for. */
export function connectionTo(worker: WorkerLike): WorkerConnection {
  const connection = connections.get(worker) ?? connect(worker)
  connections.set(worker, connection)
  return connection
}

function connect(worker: WorkerLike): WorkerConnection {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let failure: WorkerError | undefined

  const fail = (error: WorkerError) => {
    failure ??= error
    for (const { reject } of waiting.values()) reject(failure)
    waiting.clear()
  }
  const settle = (answer: WorkerAnswer) => {
    const waiter = waiting.get(answer.request)
    waiting.delete(answer.request)
    if ('error' in answer) waiter?.reject(new WorkerError(answer.error.code, answer.error.message))
    else waiter?.resolve(answer.value)
  }
  const ask: WorkerConnection['ask'] = (question, signal) =>
    new Promise((resolve, reject) => {
      if (failure !== undefined) throw failure
      signal?.throwIfAborted()
      const request = asked++
      worker.postMessage({ schema: 'ratecard/tokenize@1', request, ...question } satisfies WorkerRequest)
      const abort = () => {
        waiting.delete(request)
        reject(signal?.reason)
      }
      const done =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener('abort', abort)
          end(value)
        }
      waiting.set(request, { resolve: done(resolve), reject: done(reject) })
      signal?.addEventListener('abort', abort)
    })
  const terminate = () => {
    fail(new WorkerError('worker-terminated', 'The worker was terminated.'))
    worker.terminate?.()
  }

  listen(worker, 'message', (message) => isWorkerAnswer(message) && settle(message))
  for (const type of ['error', 'messageerror', 'exit', 'close']) {
    listen(worker, type, (reason) => fail(broken(type, reason)))
  }
  return { ask, terminate }
}

/** Calls `heard` with what a Node worker emits, or with the data of a web worker's event. */
function listen(worker: WorkerLike, type: string, heard: (value: unknown) => void): void {
  if (!('addEventListener' in worker)) worker.on(type, heard)
  else worker.addEventListener(type, (event) => heard(type === 'message' ? (event as { data: unknown }).data : event))
}

function broken(type: string, cause: unknown): WorkerError {
  const isNamed = typeof cause === 'object' && cause !== null && 'message' in cause && typeof cause.message === 'string'
  const detail = isNamed ? `: ${cause.message}` : typeof cause === 'number' ? ` with code ${cause}` : ''
  return new WorkerError('worker-failed', `The worker failed (${type}${detail}).`, { cause })
}
