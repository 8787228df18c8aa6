import { enginesOf } from '../engines.mjs'
import { digits, markdownTable } from '../markdown-table.mjs'
import { median } from '../median.mjs'
import { ratecardCli, ratecardCliMemory } from '../ratecard-cli.mjs'
import { runProcess } from '../run-process.mjs'

const vocabularies = ['o200k_base', 'qwen']
const text = 'How many tokens is this?'

/** Whole processes from start to end, in turn: a bare one, the command line, and a program on each engine. */
export function measureColdStart({ starts }) {
  const programs = [
    { name: 'bare node', start: () => timed(() => runProcess('cold-start', [])) },
    ...vocabularies.flatMap((vocabulary) => [
      { name: `ratecard count (CLI) ${vocabulary}`, start: () => startCli(vocabulary) },
      ...enginesOf(vocabulary).map((engine) => ({
        name: `${engine} ${vocabulary}`,
        start: () => timed(() => runProcess('cold-start', [engine, vocabulary])),
      })),
    ]),
  ]
  const runs = programs.map(() => [])
  for (let start = 0; start < starts; start++) {
    for (const [index, program] of programs.entries()) runs[index].push(program.start())
  }
  return programs.map(({ name }, index) => {
    const middle = (key) => median(runs[index].map((run) => run[key] ?? Number.NaN))
    return { name, process: middle('milliseconds'), load: middle('load'), rss: middle('rss') }
  })
}

function timed(run) {
  const start = performance.now()
  const result = run()
  return { ...result, milliseconds: performance.now() - start }
}

function startCli(vocabulary) {
  const args = ['count', '-', '--tokenizer', vocabulary]
  const { milliseconds } = ratecardCli(args, { input: text })
  const { rss } = ratecardCliMemory(args, { input: text })
  return { milliseconds, rss }
}

export function renderColdStart(measured) {
  const bare = measured[0].process
  const rows = measured.map(({ name, process, load, rss }) => [
    name,
    ...[process, process - bare, load ?? Number.NaN, rss].map(digits),
  ])
  const intro =
    'A new process that counts one short text and ends: milliseconds of the whole process and beyond a bare one,'
  const rest = 'of loading the engine alone, and the most memory held.'
  return `## Cold start\n\n${intro}\n${rest}\n\n${markdownTable(['program', 'process ms', 'over bare', 'load ms', 'RSS MB'], rows)}`
}
