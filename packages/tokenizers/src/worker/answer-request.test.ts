import { describe, expect, test } from 'vitest'
import { loadTokenizer } from '../load-tokenizer.ts'
import { answerRequest } from './answer-request.ts'
import type { WorkerRequest } from './worker-protocol.ts'

const text = 'Nice to meet you.'
const request: WorkerRequest = {
  schema: 'ratecard/tokenize@1',
  request: 7,
  tokenizer: 'qwen',
  method: 'count',
  input: text,
}

describe('answerRequest', () => {
  test.each<[Partial<WorkerRequest>, unknown]>([
    [{}, 5],
    [{ method: 'encode' }, [44978, 311, 3367, 498, 13]],
    [{ method: 'encode', input: '<|im_end|>', options: { specials: 'all' } }, [151_645]],
    [{ method: 'decode', input: [44978, 311] }, 'Nice to'],
    [
      { method: 'pieces', input: 'Nice to' },
      [
        { id: 44978, text: 'Nice' },
        { id: 311, text: ' to' },
      ],
    ],
  ])('%j', async (asked, value) => {
    const answer = await answerRequest({ ...request, ...asked }, loadTokenizer)
    expect(answer).toEqual({ schema: 'ratecard/tokenized@1', request: 7, value })
  })

  test.each<[Record<string, unknown>, string, RegExp]>([
    [{ tokenizer: 'nope' }, 'unknown-tokenizer', /No tokenizer "nope"/],
    [{ input: 5 }, 'invalid-argument', /string/],
    [{ method: 'decode', input: [-1] }, 'invalid-argument', /-1/],
    [{ method: 'constructor' }, 'invalid-argument', /not "constructor"/],
    [{ options: { specials: 'some' } }, 'invalid-argument', /"some"/],
  ])('%j is an error', async (asked, code, message) => {
    const answer = await answerRequest({ ...request, ...asked } as WorkerRequest, loadTokenizer)
    expect(answer).toMatchObject({ request: 7, error: { code, message: expect.stringMatching(message) } })
  })

  test.each([
    [new Error('Lost.'), { code: 'internal', message: 'Lost.' }],
    ['lost', { code: 'internal', message: 'lost' }],
  ])('what breaks while loading is told: %j', async (thrown, error) => {
    expect(await answerRequest(request, () => Promise.reject(thrown))).toMatchObject({ error })
  })
})
