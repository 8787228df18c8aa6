import { spawnSync } from 'node:child_process'
import { digits, markdownTable } from '../tokenizers/markdown-table.mjs'
import { median } from '../tokenizers/median.mjs'
import { ratecardCli } from '../tokenizers/ratecard-cli.mjs'

const usage = ['--usage', 'input_tokens=1000,output_tokens=200']
const PROGRAMS = [
  { name: 'bare node', start: bareNode },
  { name: 'ratecard --version', args: ['--version'] },
  {
    name: 'ratecard price, international, USD',
    args: ['price', '--model', 'qwen-max', '--currency', 'USD', '--at', '2024-12-16T12:00:00+08:00', ...usage],
  },
  { name: 'ratecard price, mainland China, CNY', args: ['price', '--model', 'qwen-plus', '--scope', 'cn', ...usage] },
  {
    name: 'the same as JSON',
    args: ['price', '--model', 'qwen-plus', '--scope', 'cn', '--json', ...usage],
  },
]

function bareNode() {
  const start = performance.now()
  spawnSync(process.execPath, ['-e', ''])
  return { milliseconds: performance.now() - start }
}

/** Whole processes from start to end, in turn. */
export function measureColdStart({ starts }) {
  const times = PROGRAMS.map(() => [])
  for (let at = 0; at < starts; at++)
    for (const [index, { start, args }] of PROGRAMS.entries())
      times[index].push((start ?? (() => ratecardCli(args)))().milliseconds)
  return PROGRAMS.map(({ name }, index) => ({ name, process: median(times[index]) }))
}

export function renderColdStart(rows) {
  const [bare] = rows
  const table = rows.map(({ name, process }) => [name, digits(process), digits(process - bare.process)])
  const intro = 'A new process that prices one usage and ends, in milliseconds.'
  return `## Cold start\n\n${intro}\n\n${markdownTable(['program', 'process', 'over bare'], table)}`
}
