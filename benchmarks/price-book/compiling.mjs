import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { compileTariff } from '@ratecard/core'
import { digits, markdownTable } from '../tokenizers/markdown-table.mjs'
import { median } from '../tokenizers/median.mjs'

const folder = join(dirname(createRequire(import.meta.url).resolve('@ratecard/core/package.json')), 'tariffs')
const files = readdirSync(folder, { recursive: true })
  .filter((name) => name.includes('/') && name.endsWith('.json'))
  .sort()
const script = join(import.meta.dirname, 'processes', 'compile.mjs')
const LOOKUPS = 1_000_000

/** Each price list alone and all of them, in new processes; then look-ups of names in the largest. */
export function measureCompiling({ rounds }) {
  const tasks = [...files.map((name) => ({ name, names: [name] })), { name: 'the whole book', names: files }]
  const rows = tasks.map(({ name, names }) => {
    const paths = names.map((own) => join(folder, own))
    const runs = Array.from({ length: rounds }, () => compileOnce(paths))
    const middle = (key) => median(runs.map((run) => run[key]))
    const gzip = paths.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0)
    const [{ models, count }] = runs
    return { name, models, count, gzip, parse: middle('parse'), compile: middle('compile'), cells: middle('cells') }
  })
  return { rows, lookup: measureLookup() }
}

function compileOnce(paths) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...paths], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}

/** Microseconds to find a model by name, over every name in turn. */
function measureLookup() {
  const { models } = compileTariff(JSON.parse(readFileSync(join(folder, 'alibaba-model-studio/cn-cny.json'), 'utf8')))
  const names = [...models.keys()]
  let found = 0
  const start = performance.now()
  for (let at = 0; at < LOOKUPS; at++) if (models.get(names[at % names.length])) found++
  const time = ((performance.now() - start) * 1000) / LOOKUPS
  if (found !== LOOKUPS) throw new Error('a model was not found')
  return time
}

export const largest = ({ rows }, key) =>
  rows.slice(0, -1).reduce((worst, row) => (row[key] > worst[key] ? row : worst), rows[0])

export function renderCompiling({ rows, lookup }) {
  const intro =
    'A new process reads a price list: milliseconds to parse the JSON (the floor), to compile it, and to lay out the cells\n' +
    'of every model. A model has its cells laid out when it is first asked for, so that nobody waits for the last column.'
  const header = ['price list', 'models', 'cells', 'gzip kB', 'parse', 'compile', 'all cells']
  const table = rows.map((row) => [
    row.name,
    String(row.models),
    String(row.count),
    digits(row.gzip / 1000),
    ...[row.parse, row.compile, row.cells].map(digits),
  ])
  return `## Reading price lists\n\n${intro}\n\n${markdownTable(header, table)}\n\nA model is found by name in ${lookup.toFixed(3)} µs.`
}
