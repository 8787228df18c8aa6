import { type Counter, ok, type Result, type SpecialTokens } from '@ratecard/core'
import { reading, type TextSource } from '../input/text-source.ts'
import type { Io } from '../io.ts'
import { countInThreads, type FileSource } from './count-in-threads.ts'
import { type CountItem, countItem } from './count-item.ts'
import { countPart } from './count-part.ts'
import { countWhole } from './count-whole.ts'
import { PART_BYTES } from './divide-file.ts'
import { measureOf, openTally, type Tally } from './open-tally.ts'
import type { WholeTokenizer } from './whole-tokenizer.ts'

export interface CountOptions {
  readonly counter: Counter
  readonly specials: SpecialTokens
  /** Count what is no text, too. */
  readonly binary: boolean
  /** Count each text in one piece and in this thread: to list its tokens, or by an engine that knows no other way. */
  readonly whole?: { readonly tokenizer: WholeTokenizer; readonly withPieces: boolean }
  /** Threads, at most; as many as are worth it where nothing is said. */
  readonly jobs?: number
  /** Stop where there are certainly more tokens than this before the end. */
  readonly limit?: number
  /** Is told how far the count has come. */
  readonly progress: (done: Done) => void
}

/** How far a count has come. */
export interface Done {
  readonly files: number
  readonly bytes: number
}

const MAX_JOBS = 8
/** Below this many bytes a text is counted before a thread has started. */
const BYTES_WORTH_THREADS = 8_000_000

/** Counts every source; undefined where the limit was passed before the end. */
export async function countSources(
  sources: readonly TextSource[],
  options: CountOptions,
  io: Io,
): Promise<readonly Result<CountItem>[] | undefined> {
  const files = options.whole ? [] : sources.filter(isFile)
  const jobs = await chooseJobs(files, options.jobs, io)
  const there = jobs > 1 ? files : []
  const here = jobs > 1 ? sources.filter((source) => !isFile(source)) : sources
  const fromThere = there.length > 0 ? await countThere(there, jobs, options, io) : []
  const fromHere = fromThere && (await countHere(here, options, { files: there.length, bytes: bytesOf(there) }))
  if (fromHere === undefined) return undefined
  const results = new Map([...pair(there, fromThere), ...pair(here, fromHere)])
  return sources.map((source) => results.get(source) as Result<CountItem>)
}

const isFile = (source: TextSource): source is FileSource => source.size !== undefined

const bytesOf = (files: readonly FileSource[]): number => files.reduce((bytes, { size }) => bytes + size, 0)

const pair = <A, B>(keys: readonly A[], values: readonly B[] = []): readonly (readonly [A, B])[] =>
  keys.map((key, at) => [key, values[at] as B])

async function chooseJobs(files: readonly FileSource[], asked: number | undefined, io: Io): Promise<number> {
  const bytes = bytesOf(files)
  if (asked === undefined && bytes < BYTES_WORTH_THREADS) return 1
  const cores = await io.parallelism()
  const most = asked === undefined ? Math.min(cores, MAX_JOBS) : Math.min(asked, Math.max(2 * cores, MAX_JOBS))
  return Math.min(most, files.length + Math.floor(bytes / PART_BYTES))
}

async function countThere(
  files: readonly FileSource[],
  jobs: number,
  { counter, specials, binary, limit = Number.POSITIVE_INFINITY, progress }: CountOptions,
  io: Io,
): Promise<readonly Result<CountItem>[] | undefined> {
  const all = bytesOf(files)
  const watch = ({ tokens, ...done }: Done & { readonly tokens: number }) => {
    progress(done)
    return tokens <= limit || done.bytes >= all
  }
  const parts = await countInThreads(files, { measure: measureOf(counter, specials), binary, jobs, watch }, io)
  return parts?.map((part, at) => (part.ok ? ok(countItem(files[at] as FileSource, part.value, counter)) : part))
}

async function countHere(
  sources: readonly TextSource[],
  options: CountOptions,
  before: Done,
): Promise<readonly Result<CountItem>[] | undefined> {
  const results: Result<CountItem>[] = []
  let tally: Tally | undefined
  let bytes = before.bytes
  for (const source of sources) {
    const advance = (read: number) => {
      bytes += read
      options.progress({ files: before.files + results.length, bytes })
    }
    const result = await reading(source.name, async () => {
      if (options.whole) {
        const item = await countWhole(source, { ...options, ...options.whole })
        advance(item.bytes)
        return item
      }
      tally ??= await openTally(measureOf(options.counter, options.specials))
      return countStream(source, tally, options, advance)
    })
    if (result.ok && result.value === undefined) return undefined
    // A text that broke off may have left something in it.
    if (!result.ok) tally = undefined
    results.push(result as Result<CountItem>)
  }
  return results
}

async function countStream(
  source: TextSource,
  tally: Tally,
  { counter, binary, limit = Number.POSITIVE_INFINITY }: CountOptions,
  advance: (bytes: number) => void,
): Promise<CountItem | undefined> {
  let left = source.size ?? Number.POSITIVE_INFINITY
  const watch = (bytes: number, tokens: number) => {
    advance(bytes)
    left -= bytes
    return tokens <= limit || left <= 0
  }
  const part = await countPart(source, tally, { binary, watch })
  return part.isWhole ? countItem(source, part, counter) : undefined
}
