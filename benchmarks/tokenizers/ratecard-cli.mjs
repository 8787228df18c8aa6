import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const bin = join(dirname(createRequire(import.meta.url).resolve('@ratecard/cli/package.json')), 'bin.js')
const reporter = join(import.meta.dirname, 'processes', 'report-rss.cjs')

/** Runs `ratecard` and answers its output and how long the whole process took, in milliseconds. */
export function ratecardCli(args, { input, env } = {}) {
  const start = performance.now()
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  const milliseconds = performance.now() - start
  if (status !== 0) throw new Error(`ratecard ${args.join(' ')} ended with ${status}\n${stderr}`)
  return { output: stdout, milliseconds }
}

/** The same, with the most memory the process held at a time, in MB. */
export function ratecardCliMemory(args, { input } = {}) {
  const path = join(tmpdir(), `ratecard-rss-${process.pid}`)
  const env = { NODE_OPTIONS: `--require ${JSON.stringify(reporter)}`, RATECARD_BENCHMARK_RSS: path }
  const answer = ratecardCli(args, { input, env })
  const rss = Number(readFileSync(path, 'utf8'))
  rmSync(path)
  return { ...answer, rss }
}
