import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { CountThreads } from './count-threads.ts'

const patient = new AbortController().signal
const task = { method: 'count', args: ['qwen', ['Nice to meet you.']] } as const
let threads: CountThreads

afterEach(() => threads.close())

it('starts a thread for each task at once, and ends those that have none for a while, but for the last', async () => {
  threads = new CountThreads(256, 50)
  expect(threads.size).toBe(1)
  const answers = Promise.all([threads.run(task, patient), threads.run(task, patient), threads.run(task, patient)])
  expect(threads.size).toBe(3)
  expect(await answers).toEqual(Array(3).fill({ ok: true, value: [5] }))
  while (threads.size > 1) await wait(5)
  await wait(100)
  expect(threads.size).toBe(1)
  expect(await threads.run(task, patient)).toEqual({ ok: true, value: [5] })
})

it('tells what broke a thread, and has another', async () => {
  threads = new CountThreads(256, 60_000)
  await expect(threads.run({ method: 'count', args: ['qwen9', ['x']] }, patient)).rejects.toThrow('qwen9')
  expect(threads.size).toBe(1)
  expect(await threads.run(task, patient)).toEqual({ ok: true, value: [5] })
})

it('tells at once that a thread cannot begin', async () => {
  threads = new CountThreads(1, 60_000)
  await expect(threads.run(task, patient)).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
})
