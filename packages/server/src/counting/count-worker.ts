import { parentPort } from 'node:worker_threads'
import { ownCounter } from './own-counter.ts'
import type { TokenCounter } from './token-counter.ts'

/** What a thread is told: a method of a counter, and its arguments but for the signal. */
export interface CountTask {
  readonly method: Exclude<keyof TokenCounter, 'load' | 'close'>
  readonly args: readonly unknown[]
}

type AnyCount = (...args: readonly unknown[]) => Promise<unknown>

// What is thrown ends the thread, and is told to whoever waits for it.
parentPort?.on('message', async ({ method, args }: CountTask) => {
  parentPort?.postMessage(await (ownCounter[method] as AnyCount)(...args))
})
