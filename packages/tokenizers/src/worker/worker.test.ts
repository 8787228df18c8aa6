import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { workerTokenizer } from './worker-tokenizer.ts'

/** The built worker in a real thread: what only that shows. */
const script = pathToFileURL(createRequire(import.meta.url).resolve('@ratecard/tokenizers/worker'))

const run = (code: string) => promisify(execFile)(process.execPath, ['--input-type=module', '-e', code])

test('counts in a thread, several texts and tokenizers at once', async () => {
  const worker = new Worker(script)
  const [qwen, cl100k] = [workerTokenizer(worker, 'qwen'), workerTokenizer(worker, 'cl100k_base')]
  const text = 'Nice to meet you.'
  const answers = [qwen.count(text), cl100k.encode(text), qwen.decode([44978]), workerTokenizer(worker, 'no').count('')]
  expect(await Promise.allSettled(answers)).toMatchObject([
    { value: 5 },
    { value: [46078, 311, 3449, 499, 13] },
    { value: 'Nice' },
    { reason: { code: 'unknown-tokenizer' } },
  ])
  const pending = qwen.count(text)
  qwen.terminate()
  await expect(pending).rejects.toMatchObject({ code: 'worker-terminated' })
})

test('a thread that ends rejects what is pending', async () => {
  const worker = new Worker(script)
  const pending = workerTokenizer(worker, 'qwen').count('a')
  await Promise.all([expect(pending).rejects.toMatchObject({ code: 'worker-failed' }), worker.terminate()])
})

test('in the scope of a web worker, where there is no process, it listens and answers there', async () => {
  const { stdout } = await run(`
    const { log } = console
    const asked = { schema: 'ratecard/tokenize@1', request: 3, tokenizer: 'nope', method: 'count', input: '' }
    globalThis.DedicatedWorkerGlobalScope = class {}
    globalThis.postMessage = ({ request, error }) => log(request, error.code)
    globalThis.addEventListener = (type, listener) => type === 'message' && setTimeout(listener, 0, { data: asked })
    delete globalThis.process
    await import(${JSON.stringify(script.href)})
  `)
  expect(stdout).toBe('3 unknown-tokenizer\n')
})

test('outside of a worker it refuses to run', async () => {
  const stderr = expect.stringContaining('This module is the script of a worker')
  await expect(run(`await import(${JSON.stringify(script.href)})`)).rejects.toMatchObject({ stderr })
})
