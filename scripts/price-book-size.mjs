import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from './pnpm.mjs'

/** Prints what each tariff holds and weighs: the bundled price book, and the hard tariffs of the conformance tests. */
const { compileTariff, countCells } = await import('../packages/core/dist/index.js')

const folders = [...providerFolders(join(root, 'packages', 'core', 'tariffs')), join(root, 'conformance', 'tariffs')]
const rows = folders.flatMap((folder) => jsonFiles(folder).map((path) => measured(path)))
const book = rows.filter(({ file }) => file.startsWith('packages'))
const sum = (name) => book.reduce((total, row) => total + row[name], 0)

console.table([
  ...rows,
  {
    file: 'the whole book',
    models: sum('models'),
    cards: sum('cards'),
    rates: sum('rates'),
    cells: sum('cells'),
    bytes: sum('bytes'),
    gzip: sum('gzip'),
    'compile ms': sum('compile ms'),
    'cells ms': sum('cells ms'),
  },
])

function measured(path) {
  const text = readFileSync(path)
  const start = performance.now()
  const tariff = JSON.parse(text)
  const from = Date.parse('2026-08-01T00:00:00Z')
  const hasClock = Object.values(tariff.facets ?? {}).some(({ clock }) => clock)
  const table = compileTariff(tariff, hasClock ? { horizon: { from, until: from + 31 * 86_400_000 } } : {})
  const compiled = performance.now()
  const cells = countCells(table)
  return {
    file: relative(root, path),
    models: table.models.size,
    cards: tariff.cards.length,
    rates: tariff.cards.reduce((count, { rates }) => count + rates.length, 0),
    cells,
    bytes: text.length,
    gzip: gzipSync(text, { level: 9 }).length,
    'compile ms': Math.round(compiled - start),
    'cells ms': Math.round(performance.now() - compiled),
  }
}

function providerFolders(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [join(folder, entry.name)] : [],
  )
}

function jsonFiles(folder) {
  return readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? [join(folder, name)] : []))
}
