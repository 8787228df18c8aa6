import { parentPort, workerData } from 'node:worker_threads'
import { readFile } from '../input/read-file.ts'
import { type Task, type ThreadSetup, taskRunner } from './thread-protocol.ts'

const run = taskRunner(workerData as ThreadSetup, readFile)
let work = Promise.resolve()

/** The file that a counting thread runs. What breaks in it breaks the thread, and its starter is told. */
parentPort?.on('message', (tasks: readonly Task[]) => {
  work = work.then(() => run(tasks, (answer) => parentPort?.postMessage(answer)))
})
