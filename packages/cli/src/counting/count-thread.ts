import { parentPort, workerData } from 'node:worker_threads'
import { readFile } from '../input/read-file.ts'
import { carryOutTasks, type Task, type ThreadSetup } from './thread-protocol.ts'

let work = Promise.resolve()

/** The file that a counting thread runs. What breaks in it breaks the thread, and its starter is told. */
parentPort?.on('message', (tasks: readonly Task[]) => {
  work = work.then(() =>
    carryOutTasks(tasks, workerData as ThreadSetup, readFile, (answer) => parentPort?.postMessage(answer)),
  )
})
