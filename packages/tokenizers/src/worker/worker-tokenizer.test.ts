import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { loadTokenizer } from '../load-tokenizer.ts'
import { answerRequest } from './answer-request.ts'
import { isWorkerRequest, type WorkerRequest } from './worker-protocol.ts'
import { workerTokenizer } from './worker-tokenizer.ts'

const opened: MessagePort[] = []
afterEach(() => {
  for (const port of opened.splice(0)) port.close()
})

/** A web worker without its thread: messages are copied and arrive later, as they do there. */
function portWorker(serve: (request: WorkerRequest, answer: (message: unknown) => void) => void) {
  const { port1, port2 } = new MessageChannel()
  opened.push(port1)
  port2.on('message', (request) => serve(request, (message) => port2.postMessage(message)))
  return port1
}

const honest = () => portWorker(async (request, answer) => answer(await answerRequest(request, loadTokenizer)))
const silent = () => portWorker(() => undefined)

/** A worker of `node:worker_threads` that never answers of its own accord. */
class SilentThread extends EventEmitter {
  readonly asked: WorkerRequest[] = []
  isTerminated = false
  postMessage(message: unknown) {
    if (isWorkerRequest(message)) this.asked.push(message)
  }
  terminate() {
    this.isTerminated = true
  }
}

describe('workerTokenizer', () => {
  test('answers like the tokenizer itself', async () => {
    const [direct, remote] = [await loadTokenizer('qwen'), workerTokenizer(honest(), 'qwen')]
    const text = 'a \ud800<|im_end|> 中文'
    const ids = direct.encode(text)
    expect(remote.id).toBe('qwen')
    expect(await remote.count(text)).toBe(direct.count(text))
    expect(await remote.encode(text)).toEqual(ids)
    expect(await remote.encode(text, { specials: 'all' })).toEqual(direct.encode(text, { specials: 'all' }))
    expect(await remote.pieces(text)).toEqual(direct.pieces(text))
    expect(await remote.decode(new Set(ids))).toBe(direct.decode(new Set(ids)))
  })

  test('errors keep their code', async () => {
    const worker = honest()
    await expect(workerTokenizer(worker, 'nope').count('')).rejects.toMatchObject({ code: 'unknown-tokenizer' })
    await expect(workerTokenizer(worker, 'qwen').decode([-1])).rejects.toMatchObject({ code: 'invalid-argument' })
    await expect(workerTokenizer(worker, 'qwen').count(5 as never)).rejects.toMatchObject({ name: 'WorkerError' })
  })

  test('answers in another order, and of other things, find their request', async () => {
    const thread = new SilentThread()
    const [qwen, other] = [workerTokenizer(thread, 'qwen'), workerTokenizer(thread, 'cl100k_base')]
    const answers = [qwen.count('a'), other.count('b'), qwen.decode([1])]
    expect(thread.asked.map(({ tokenizer, method, input }) => [tokenizer, method, input])).toEqual([
      ['qwen', 'count', 'a'],
      ['cl100k_base', 'count', 'b'],
      ['qwen', 'decode', [1]],
    ])
    thread.emit('message', { request: 0, value: 'not ours' })
    thread.emit('message', null)
    for (const { request, input } of [...thread.asked].reverse()) {
      thread.emit('message', { schema: 'ratecard/tokenized@1', request, value: input })
    }
    expect(await Promise.all(answers)).toEqual(['a', 'b', [1]])
    expect(thread.listenerCount('message')).toBe(1)
  })

  test.each([
    ['error', new Error('Out of memory.'), 'The worker failed (error: Out of memory.).'],
    ['exit', 1, 'The worker failed (exit with code 1).'],
    ['messageerror', undefined, 'The worker failed (messageerror).'],
  ])('%s rejects what is pending and what comes later', async (type, value, message) => {
    const thread = new SilentThread()
    const [qwen, other] = [workerTokenizer(thread, 'qwen'), workerTokenizer(thread, 'cl100k_base')]
    const pending = [qwen.count('a'), other.count('b')]
    thread.emit(type, value)
    thread.emit('exit', 9)
    for (const promise of [...pending, qwen.count('c')]) {
      await expect(promise).rejects.toMatchObject({ code: 'worker-failed', message })
    }
    expect(thread.asked).toHaveLength(2)
  })

  test('terminate ends the worker, for every tokenizer in it', async () => {
    const thread = new SilentThread()
    const pending = workerTokenizer(thread, 'qwen').count('a')
    workerTokenizer(thread, 'cl100k_base').terminate()
    await expect(pending).rejects.toMatchObject({ code: 'worker-terminated' })
    await expect(workerTokenizer(thread, 'qwen').count('a')).rejects.toMatchObject({ code: 'worker-terminated' })
    expect(thread.isTerminated).toBe(true)
  })

  test('a signal stops waiting for its request alone', async () => {
    const thread = new SilentThread()
    const qwen = workerTokenizer(thread, 'qwen')
    const controller = new AbortController()
    const [aborted, kept] = [qwen.count('a', { signal: controller.signal }), qwen.count('b')]
    controller.abort(new Error('Changed my mind.'))
    await expect(aborted).rejects.toThrow('Changed my mind.')
    await expect(qwen.count('c', { signal: controller.signal })).rejects.toThrow('Changed my mind.')
    expect(thread.asked).toHaveLength(2)
    for (const { request } of thread.asked)
      thread.emit('message', { schema: 'ratecard/tokenized@1', request, value: 1 })
    expect(await kept).toBe(1)
  })

  test('options reach the worker without the signal, which cannot be sent', async () => {
    const { signal } = new AbortController()
    const qwen = workerTokenizer(honest(), 'qwen')
    expect(await qwen.count('<|im_end|>', { signal, specials: 'all' })).toBe(1)
  })

  test('what cannot be sent is refused at once', async () => {
    await expect(workerTokenizer(silent(), 'qwen').count((() => 1) as never)).rejects.toThrow(/could not be cloned/)
  })
})
