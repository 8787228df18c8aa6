import { loadTokenizer } from '../load-tokenizer.ts'
import { answerRequest } from './answer-request.ts'
import { isWorkerRequest } from './worker-protocol.ts'

/**
 * The script of a module worker, for `workerTokenizer` on the other side: it loads tokenizers as they are asked for.
 *
 * @module
 */

/** Of a web worker the global scope, of a Node thread the port to its parent. */
interface WorkerPort {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: unknown): void
}

const port = findPort()
port.addEventListener('message', async ({ data }) => {
  if (isWorkerRequest(data)) port.postMessage(await answerRequest(data, loadTokenizer))
})

function findPort(): WorkerPort {
  const scope = globalThis as { process?: Partial<NodeJS.Process>; DedicatedWorkerGlobalScope?: unknown }
  const parentPort = scope.process?.getBuiltinModule?.('node:worker_threads')?.parentPort
  if (parentPort) return parentPort as unknown as WorkerPort
  if (scope.DedicatedWorkerGlobalScope !== undefined) return globalThis as unknown as WorkerPort
  throw new Error('This module is the script of a worker: start it with new Worker(…), see workerTokenizer.')
}
