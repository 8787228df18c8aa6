import { fork } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import type { Row, Task } from './linear-worker.ts'
import type { Published } from './open-pairings.ts'
import { adversaries } from './texts/adversarial.ts'

const usage = `Counts unbroken texts of growing size: time and memory must grow no faster than they do.

  --megabytes N    the largest text (default 10)
  --encoding ID    one tokenizer, or several if given again (default all)
  --shape NAME     one kind of text, or several if given again (default all)
`

const sizes = [10_000, 1_000_000, 10_000_000, 100_000_000]
/** Kilobytes, a fifth of what Node gives: code that calls itself for each byte needs more for the smallest text. */
const stackSize = 200
/** A byte of a large text may take so many times as long as one of a megabyte. */
const slowerLimit = 3
/** Bytes in memory for each byte of text, the text itself among them, and what a process may take anyway. */
const memoryLimit = 8
const memoryAnyway = 200e6

const { values: options } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '10' },
    encoding: { type: 'string', multiple: true },
    shape: { type: 'string', multiple: true },
    help: { type: 'boolean', default: false },
  },
})

if (options.help) process.stdout.write(usage)
else if (!(await run())) process.exitCode = 1

async function run(): Promise<boolean> {
  // Not a literal: the build of the package need not be there when this file is checked.
  const entry = '@ratecard/tokenizers'
  const { tokenizerIds }: Published = await import(entry)
  const tried = sizes.filter((bytes) => bytes <= Number(options.megabytes) * 1e6)
  print('tokenizer', 'text', 'bytes', 'tokens', 'ns/byte', 'chunked', 'peak MB')
  let isGood = true
  for (const id of options.encoding ?? tokenizerIds) {
    for (const shape of options.shape ?? adversaries.map(({ name }) => name)) {
      isGood = (await runTask({ id, shape, sizes: tried })) && isGood
    }
  }
  return isGood
}

/** Reads one kind of text in a process of its own, because its memory is measured. */
async function runTask(task: Task): Promise<boolean> {
  const child = fork(new URL('./linear-worker.js', import.meta.url), [JSON.stringify(task)], {
    execArgv: [`--stack-size=${stackSize}`],
  })
  const rows: Row[] = []
  child.on('message', (row: Row) => {
    rows.push(row)
    const { bytes, tokens, countMilliseconds, chunksMilliseconds, peakBytes } = row
    const speeds = [countMilliseconds, chunksMilliseconds].map((time) => ((time * 1e6) / bytes).toFixed(1))
    print(task.id, task.shape, `${bytes}`, `${tokens}`, ...speeds, (peakBytes / 1e6).toFixed())
  })
  const [code] = await once(child, 'exit')
  const faults = code === 0 ? findFaults(rows) : [`the process ended with ${code}`]
  for (const fault of faults) process.stdout.write(`FAILED ${task.id}, ${task.shape}: ${fault}\n`)
  return faults.length === 0
}

function findFaults(rows: readonly Row[]): string[] {
  const megabyte = rows.find(({ bytes }) => bytes >= 1e6)
  return rows.flatMap((row) => {
    const faults: string[] = []
    for (const time of ['countMilliseconds', 'chunksMilliseconds'] as const) {
      const slower = megabyte === undefined ? 1 : row[time] / row.bytes / (megabyte[time] / megabyte.bytes)
      if (row.bytes > 1e6 && slower > slowerLimit)
        faults.push(`${time} of ${row.bytes} bytes: ${slower.toFixed(1)} times as slow`)
    }
    if (row.peakBytes > memoryAnyway + memoryLimit * row.bytes)
      faults.push(`${row.peakBytes} bytes in memory for ${row.bytes}`)
    return faults
  })
}

function print(...columns: readonly string[]): void {
  const widths = [14, 28, -10, -10, -8, -8, -8]
  const padded = columns.map((column, index) => {
    const width = widths[index] as number
    return width > 0 ? column.padEnd(width) : column.padStart(-width)
  })
  process.stdout.write(`${padded.join(' ')}\n`)
}
