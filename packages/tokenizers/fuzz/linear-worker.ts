import type { Published } from './open-pairings.ts'
import { adversaries } from './texts/adversarial.ts'

/** What this process is told. */
export interface Task {
  readonly id: string
  readonly shape: string
  /** Bytes of each text, growing. */
  readonly sizes: readonly number[]
}

/** What it says of each size. */
export interface Row {
  readonly bytes: number
  readonly tokens: number
  readonly countMilliseconds: number
  readonly chunksMilliseconds: number
  /** The most memory that it ever had, without what it had before the first text. */
  readonly peakBytes: number
}

const chunkUnits = 16_384
/** Small texts are counted more than once, and the shortest time is taken. */
const bytesPerSize = 3_000_000
/** The ids of more would take longer to keep than to find. */
const encodedBytes = 10_000_000

const { id, shape, sizes }: Task = JSON.parse(process.argv[2] as string)
const entry = '@ratecard/tokenizers'
const { countChunks, loadTokenizer }: Published = await import(entry)
const tokenizer = await loadTokenizer(id)
const adversary = adversaries.find(({ name }) => name === shape)
if (adversary === undefined) throw new Error(`No text is called ${shape}`)

tokenizer.count(adversary.make(1_000))
const before = peak()
for (const size of sizes) await measure(adversary.make(size))

async function measure(text: string): Promise<void> {
  const bytes = Buffer.byteLength(text)
  const runs = Math.max(1, Math.floor(bytesPerSize / bytes))
  const [tokens, countMilliseconds] = await shortest(runs, () => tokenizer.count(text))
  const [inChunks, chunksMilliseconds] = await shortest(runs, () => countChunks(tokenizer, chunksOf(text)))
  if (inChunks !== tokens) throw new Error(`${inChunks} tokens in chunks, ${tokens} in the whole`)
  const row: Row = { bytes, tokens, countMilliseconds, chunksMilliseconds, peakBytes: peak() - before }
  process.send?.(row)
  if (bytes > encodedBytes) return
  const ids = tokenizer.encode(text)
  if (ids.length !== tokens) throw new Error(`${ids.length} ids, ${tokens} tokens`)
}

async function shortest<T>(runs: number, run: () => T | Promise<T>): Promise<readonly [T, number]> {
  let least = Number.POSITIVE_INFINITY
  for (let left = runs; ; left--) {
    const started = processorMilliseconds()
    const result = await run()
    least = Math.min(least, processorMilliseconds() - started)
    if (left <= 1) return [result, least]
  }
}

/** Other processes take no part in it, as they do in the time by the clock. */
function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function* chunksOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += chunkUnits) yield text.slice(start, start + chunkUnits)
}

function peak(): number {
  return process.resourceUsage().maxRSS * 1_024
}
