import type { Io, Thread } from '../io.ts'
import { carryOutTasks, type Task, type ThreadAnswer, type ThreadSetup } from './thread-protocol.ts'

/**
 * This thread, in the place of another: while others count, it counts, too. Between two batches it lets messages in,
 * so that no other thread waits for it longer than for one batch.
 */
export function localThread(setup: ThreadSetup, readFile: Io['readFile']): Thread {
  const answers: ThreadAnswer[] = []
  let work = Promise.resolve()
  return {
    post: (tasks) => {
      work = work
        .then(() => new Promise<void>((resolve) => setImmediate(resolve)))
        .then(() => carryOutTasks(tasks as readonly Task[], setup, readFile, (answer) => answers.push(answer)))
    },
    next: async () => {
      if (answers.length === 0) await work
      return answers.shift()
    },
    stop: async () => {},
  }
}
