import { parseArgs } from 'node:util'
import { heldGrowth } from './held-memory.ts'
import { closedPairings, type Published } from './open-pairings.ts'
import type { Pairing } from './pairing.ts'
import { DifferenceError, tryTexts } from './try-texts.ts'

const usage = `Compares the built tokenizers with their references until the time is over or they differ.

  --minutes N      how long (default 5)
  --seed N         which texts (default by the clock; it is printed)
  --from N         the number of the first text (default 0)
  --encoding ID    one tokenizer, or several if given again (default all)
`

/** Texts that are tried, and then counted again. */
const batch = 200
/** Milliseconds of one tokenizer until it is the turn of the next. */
const turn = 1_000
const reportEvery = 10_000
const memoryEvery = 300_000
/** Far less than a cache without a bound keeps of {@link memoryBytes} of text, more than garbage of the host's. */
const memoryLimit = 1e6
const memoryBytes = 4e6

/** A pairing, and how far it has come. */
interface Runner {
  readonly name: string
  readonly pairing: Pairing
  next: number
  bytes: number
}

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
    from: { type: 'string', default: '0' },
    encoding: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
})

if (options.help) say(usage)
else {
  try {
    await run(Number(options.minutes) * 60_000, Number(options.seed), Number(options.from))
  } catch (error) {
    if (!(error instanceof DifferenceError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}

async function run(milliseconds: number, seed: number, from: number): Promise<void> {
  const runners = await openRunners(from)
  say(`Seed ${seed}: ${runners.map(({ name }) => name).join(', ')}`)
  const started = performance.now()
  let reported = started
  let measured = started
  for (let now = started; now - started < milliseconds; now = performance.now()) {
    for (const runner of runners) await takeTurn(runner, seed)
    if (now - measured >= memoryEvery) {
      for (const runner of runners) checkMemory(runner)
      measured = now
    }
    if (now - reported >= reportEvery) {
      say(progress(runners, from, now - started))
      reported = now
    }
  }
  for (const runner of runners) checkMemory(runner)
  say(`No difference. ${progress(runners, from, performance.now() - started)}`)
}

async function takeTurn(runner: Runner, seed: number): Promise<void> {
  const started = performance.now()
  while (performance.now() - started < turn) {
    const { texts, bytes } = await tryTexts(runner.pairing, seed, runner.next, runner.next + batch)
    runner.next += texts
    runner.bytes += bytes
  }
}

async function openRunners(from: number): Promise<Runner[]> {
  // Not a literal: the build of the package need not be there when this file is checked.
  const entry = '@ratecard/tokenizers'
  const published: Published = await import(entry)
  const asked = options.encoding
  const unknown = asked.filter((id) => !(published.tokenizerIds as readonly string[]).includes(id))
  if (unknown.length > 0) throw new Error(`--encoding ${unknown}: use one of ${published.tokenizerIds.join(', ')}`)
  const runners: Runner[] = []
  for (const { id, by, open } of closedPairings(published)) {
    if (asked.length > 0 && !asked.includes(id)) continue
    runners.push({ name: `${id} by ${by}`, pairing: await open(), next: from, bytes: 0 })
  }
  return runners
}

/** Reads text that is new each time: a tokenizer must not keep it. */
function checkMemory({ name, pairing, next }: Runner): void {
  const growth = heldGrowth(pairing.subject.tokenizer, memoryBytes, next)
  if (growth > memoryLimit)
    throw new DifferenceError(`${name} keeps ${growth} bytes more after ${memoryBytes} bytes of text`)
}

function progress(runners: readonly Runner[], from: number, milliseconds: number): string {
  const texts = runners.reduce((sum, { next }) => sum + next - from, 0)
  const bytes = runners.reduce((sum, runner) => sum + runner.bytes, 0)
  const seconds = milliseconds / 1_000
  const each = runners.map(({ name, next }) => `${name} ${next - from}`)
  return `${seconds.toFixed()} s, ${texts} texts (${(texts / seconds).toFixed()}/s), ${(bytes / 1e6).toFixed(1)} MB: ${each.join(', ')}`
}

function say(line: string): void {
  process.stdout.write(`${line.trimEnd()}\n`)
}
