import type { Tokenizer } from '@ratecard/core'
import type { WorkerAnswer, WorkerRequest } from './worker-protocol.ts'

/** Carries out what a worker is asked. Never rejects: an error is an answer too. */
export async function answerRequest(
  asked: WorkerRequest,
  load: (id: string) => Promise<Tokenizer>,
): Promise<WorkerAnswer> {
  const head = { schema: 'ratecard/tokenized@1', request: asked.request } as const
  try {
    return { ...head, value: carryOut(asked, await load(asked.tokenizer)) }
  } catch (error) {
    return { ...head, error: describe(error) }
  }
}

function carryOut({ method, input, options }: WorkerRequest, tokenizer: Tokenizer): unknown {
  switch (method) {
    // The tokenizer itself refuses what is no text.
    case 'count':
    case 'encode':
    case 'pieces':
      return tokenizer[method](input as string, options)
    case 'decode':
      return tokenizer.decode(input as number[])
    default:
      throw new TypeError(`Expected method count, encode, pieces or decode, not ${JSON.stringify(method)}.`)
  }
}

function describe(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'internal', message: String(error) }
  const { message } = error
  if ('code' in error && typeof error.code === 'string') return { code: error.code, message }
  return { code: error instanceof TypeError || error instanceof RangeError ? 'invalid-argument' : 'internal', message }
}
