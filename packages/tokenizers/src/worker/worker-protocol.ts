import type { TokenizeOptions } from '@ratecard/core'

/** What a worker is asked, in one message. */
export interface WorkerRequest {
  readonly schema: 'ratecard/tokenize@1'
  /** Comes back with the answer; answers may come in another order. */
  readonly request: number
  /** One of `tokenizerIds`. */
  readonly tokenizer: string
  readonly method: 'count' | 'encode' | 'pieces' | 'decode'
  /** A text, or for `decode` ids. */
  readonly input: unknown
  readonly options?: TokenizeOptions | undefined
}

/** What it answers: the method's result, or why there is none. */
export type WorkerAnswer = { readonly schema: 'ratecard/tokenized@1'; readonly request: number } & (
  | { readonly value: unknown }
  | { readonly error: { readonly code: string; readonly message: string } }
)

/** Whether a message is one of ours: the same worker may serve others too. */
export function isWorkerRequest(message: unknown): message is WorkerRequest {
  return hasSchema(message, 'ratecard/tokenize@1')
}

/** {@link isWorkerRequest}, for the other side. */
export function isWorkerAnswer(message: unknown): message is WorkerAnswer {
  return hasSchema(message, 'ratecard/tokenized@1')
}

function hasSchema(message: unknown, schema: string): boolean {
  return typeof message === 'object' && message !== null && 'schema' in message && message.schema === schema
}
