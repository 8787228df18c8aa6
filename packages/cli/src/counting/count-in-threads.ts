import { ok, type Result } from '@ratecard/core'
import type { TextSource } from '../input/text-source.ts'
import type { Io, Thread } from '../io.ts'
import { type CountedPart, joinParts } from './count-part.ts'
import { divideFile, PART_BYTES } from './divide-file.ts'
import { localThread } from './local-thread.ts'
import { type Advance, type Task, type ThreadAnswer, type ThreadSetup, tokensOf } from './thread-protocol.ts'

export type FileSource = TextSource & { readonly size: number }

export interface ThreadOptions extends ThreadSetup {
  readonly jobs: number
  /** Is told now and then how far all threads together have come; tells whether to go on. */
  readonly watch: (advance: Advance & { readonly files: number }) => boolean
}

/** Where the result of a task belongs: the index of its file, and which part of it it is. */
interface Place {
  readonly file: number
  readonly part: number
  readonly isLast: boolean
}

interface Batch {
  readonly tasks: Task[]
  readonly places: Place[]
}

/** Small files are dealt together: a message for each would cost more than counting it. */
const BATCH_BYTES = 1_000_000
const BATCH_FILES = 64

/**
 * Counts files in several threads, this one among them, each of which takes what is next when it is done; a large file
 * is divided among them. The results are in the order of the files; there are none where `watch` said to stop.
 */
export async function countInThreads(
  files: readonly FileSource[],
  { jobs, watch, ...setup }: ThreadOptions,
  io: Io,
): Promise<readonly Result<CountedPart>[] | undefined> {
  const counting = new ThreadedCount(files.length, watch)
  const batches = dealBatches(files, jobs, io.readFile)
  const others = Array.from({ length: jobs - 1 }, () => io.startThread(setup))
  const threads = await Promise.all(others)
  try {
    await Promise.all([
      // While this thread counts it hands out nothing: the others are given a batch ahead, so that they need not wait.
      ...threads.map((thread) => counting.keepBusy(thread, batches, 2)),
      counting.keepBusy(localThread(setup, io.readFile), batches, 1),
    ])
  } finally {
    await Promise.all(threads.map((thread) => thread.stop()))
  }
  return counting.results
}

class ThreadedCount {
  readonly #parts: Result<CountedPart>[][]
  readonly #watch: ThreadOptions['watch']
  readonly #inHand = new Map<Thread, Advance>()
  #done: Advance = { bytes: 0, tokens: 0 }
  #files = 0
  #isStopped = false

  constructor(files: number, watch: ThreadOptions['watch']) {
    this.#parts = Array.from({ length: files }, () => [])
    this.#watch = watch
  }

  get results(): readonly Result<CountedPart>[] | undefined {
    return this.#isStopped ? undefined : this.#parts.map((parts) => parts.reduce(joinResults))
  }

  /** Has a thread carry out batches while there are any, of which it is given so many at a time. */
  async keepBusy(thread: Thread, batches: AsyncIterator<Batch, undefined>, atOnce: number): Promise<void> {
    const given: Batch[] = []
    for (;;) {
      while (given.length < atOnce) {
        const { value } = await batches.next()
        if (value === undefined) break
        thread.post(value.tasks)
        given.push(value)
      }
      const batch = given.shift()
      if (batch === undefined || this.#isStopped) return
      await this.#await(batch, thread)
    }
  }

  /** Waits until a batch is done, or the count is stopped. */
  async #await({ places }: Batch, thread: Thread): Promise<void> {
    while (!this.#isStopped) {
      const answer = (await thread.next()) as ThreadAnswer
      if ('results' in answer) {
        this.#collect(answer.results, places)
        this.#inHand.delete(thread)
        return this.#tell()
      }
      this.#inHand.set(thread, answer.advance)
      this.#tell()
    }
  }

  #collect(results: readonly Result<CountedPart>[], places: readonly Place[]): void {
    for (const [at, { file, part, isLast }] of places.entries()) {
      const result = results[at] as Result<CountedPart>
      const parts = this.#parts[file] as Result<CountedPart>[]
      parts[part] = result
      if (isLast) this.#files++
      if (result.ok) this.#done = sum(this.#done, { bytes: result.value.bytes, tokens: tokensOf(result.value) })
    }
  }

  #tell(): void {
    const advance = [...this.#inHand.values()].reduce(sum, this.#done)
    this.#isStopped ||= !this.#watch({ ...advance, files: this.#files })
  }
}

const sum = (a: Advance, b: Advance): Advance => ({ bytes: a.bytes + b.bytes, tokens: a.tokens + b.tokens })

/** A file is counted if all of its parts are. */
const joinResults = (a: Result<CountedPart>, b: Result<CountedPart>): Result<CountedPart> =>
  a.ok && b.ok ? ok(joinParts(a.value, b.value)) : a.ok ? b : a

async function* dealBatches(
  files: readonly FileSource[],
  jobs: number,
  readFile: Io['readFile'],
): AsyncGenerator<Batch, undefined> {
  const total = files.reduce((bytes, { size }) => bytes + size, 0)
  const limit = Math.min(BATCH_BYTES, total / jobs / 4)
  let batch: Batch = { tasks: [], places: [] }
  let bytes = 0
  for (const [file, { name, size }] of files.entries()) {
    if (size >= 2 * PART_BYTES) {
      yield* partsOf(file, name, size, readFile)
      continue
    }
    batch.tasks.push({ path: name })
    batch.places.push({ file, part: 0, isLast: true })
    bytes += size
    if (bytes < limit && batch.tasks.length < BATCH_FILES) continue
    yield batch
    batch = { tasks: [], places: [] }
    bytes = 0
  }
  if (batch.tasks.length > 0) yield batch
  return undefined
}

async function* partsOf(file: number, path: string, size: number, readFile: Io['readFile']): AsyncIterable<Batch> {
  let part = 0
  for await (const range of divideFile(path, size, readFile))
    yield { tasks: [{ path, range }], places: [{ file, part: part++, isLast: range.to === size }] }
}
