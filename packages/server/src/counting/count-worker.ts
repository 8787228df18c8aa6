import { ownCounter } from './own-counter.ts'
import type { TokenCounter } from './token-counter.ts'

/** What a thread is told: a method of a counter, and its arguments but for the signal. */
export interface CountTask {
  readonly method: Exclude<keyof TokenCounter, 'load' | 'close'>
  readonly args: readonly unknown[]
}

type AnyCount = (...args: readonly unknown[]) => Promise<unknown>

/** What each thread of a pooled counter runs. */
export const carryOut = ({ method, args }: CountTask): Promise<unknown> => (ownCounter[method] as AnyCount)(...args)
