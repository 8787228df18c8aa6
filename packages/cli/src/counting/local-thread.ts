import type { Io, Thread } from '../io.ts'
import { type Task, type ThreadAnswer, type ThreadSetup, taskRunner } from './thread-protocol.ts'

/** Bytes that are counted before messages are let in. */
const BYTES_AT_ONCE = 4_000_000

/** This thread, in the place of another: while others count, it counts, too, and lets messages in now and then. */
export function localThread(setup: ThreadSetup, readFile: Io['readFile']): Thread {
  const answers: ThreadAnswer[] = []
  const run = taskRunner(setup, readingInTurns(readFile))
  let work = Promise.resolve()
  let answered = () => {}
  const tell = (answer: ThreadAnswer) => {
    answers.push(answer)
    answered()
  }
  return {
    post: (tasks) => {
      work = work.then(letOthers).then(() => run(tasks as readonly Task[], tell))
    },
    next: async () => {
      if (answers.length === 0) {
        const answer = new Promise<void>((resolve) => {
          answered = resolve
        })
        await Promise.race([work, answer])
      }
      return answers.shift()
    },
    stop: async () => {},
  }
}

const letOthers = () => new Promise<void>((resolve) => setImmediate(resolve))

function readingInTurns(readFile: Io['readFile']): Io['readFile'] {
  return async function* (path, range) {
    let bytes = 0
    for await (const chunk of readFile(path, range)) {
      yield chunk
      bytes += chunk.length
      if (bytes < BYTES_AT_ONCE) continue
      bytes = 0
      await letOthers()
    }
  }
}
