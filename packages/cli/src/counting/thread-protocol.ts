import type { Result } from '@ratecard/core'
import type { ByteRange } from '../input/byte-range.ts'
import { reading, textSource } from '../input/text-source.ts'
import type { Io } from '../io.ts'
import { type CountedPart, countPart } from './count-part.ts'
import { type Measure, openTally, type Tally } from './open-tally.ts'

/** What a thread is told once, when it starts. */
export interface ThreadSetup {
  readonly measure: Measure
  readonly binary: boolean
}

/** A file, or a part of one, to be counted by a thread that reads it itself. */
export interface Task {
  readonly path: string
  readonly range?: ByteRange
}

/** How far a thread has come with the tasks it has. */
export interface Advance {
  readonly bytes: number
  /** Tokens that are certain. */
  readonly tokens: number
}

/** What a thread answers to tasks: how far it has come, now and then, and at last the results, in the order of the tasks. */
export type ThreadAnswer = { readonly advance: Advance } | { readonly results: readonly Result<CountedPart>[] }

/** Often enough for an eye. */
const BYTES_BETWEEN_ADVANCES = 1_000_000

/** Carries out tasks, one after the other. */
export type TaskRunner = (tasks: readonly Task[], tell: (answer: ThreadAnswer) => void) => Promise<void>

/** What a thread does with tasks, with one tally for all: each holds memory that is not soon given back. */
export function taskRunner({ measure, binary }: ThreadSetup, readFile: Io['readFile']): TaskRunner {
  let tally: Tally | undefined
  return async (tasks, tell) => {
    const results: Result<CountedPart>[] = []
    let [bytes, told, tokens] = [0, 0, 0]
    for (const { path, range } of tasks) {
      const source = textSource({ name: path, isFound: true }, (part) => readFile(path, part))
      const watch = (read: number, certain: number) => {
        bytes += read
        if (bytes >= told + BYTES_BETWEEN_ADVANCES) {
          told = bytes
          tell({ advance: { bytes, tokens: tokens + certain } })
        }
        return true
      }
      const result = await reading(path, async () => {
        tally ??= await openTally(measure)
        return countPart(source, tally, { binary, watch, ...(range && { range }) })
      })
      if (result.ok) tokens += tokensOf(result.value)
      // A text that broke off may have left something in it.
      else tally = undefined
      results.push(result)
    }
    tell({ results })
  }
}

export const tokensOf = ({ counted }: CountedPart): number => ('tokens' in counted ? counted.tokens : 0)
