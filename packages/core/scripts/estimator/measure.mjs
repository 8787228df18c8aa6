/** Writes the errors of `estimateTokens` on held-out texts into `docs/estimator.md`. Run after `build:js`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { estimateTokens } from '../../dist/estimator/index.js'
import { ORACLES } from './oracles.mjs'
import { texts } from './texts.mjs'

const document = new URL('../../../../docs/estimator.md', import.meta.url)
const benchmarks = createRequire(new URL('../../../../benchmarks/package.json', import.meta.url))
const { estimateTokenCount } = await import(pathToFileURL(benchmarks.resolve('tokenx')).href)
const families = Object.keys(ORACLES)

const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length
const percent = (share) => `${Math.round(share * 100)} %`
const signed = (share) => `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)}`

function measured({ text }) {
  const any = estimateTokens(text)
  return families.map((family) => {
    const exact = ORACLES[family](text)
    const [low, likely, high] = ['low', 'likely', 'high'].map((end) => estimateTokens(text, family)[end].numerator)
    return {
      error: likely / exact - 1,
      peer: estimateTokenCount(text) / exact - 1,
      holds: low <= exact && exact <= high ? 1 : 0,
      anyHolds: any.low.numerator <= exact && exact <= any.high.numerator ? 1 : 0,
      below: 1 - low / likely,
      above: high / likely - 1,
    }
  })
}

/** One row per kind, then all kinds (each counts alike) and all texts. */
async function summaries(scale) {
  const byKind = new Map()
  for (const text of await texts('held', scale))
    byKind.set(text.kind, [...(byKind.get(text.kind) ?? []), measured(text)])
  const of = (rows, family) => {
    const column = (name) => rows.map((row) => row[family][name])
    const absolute = (name) => mean(column(name).map(Math.abs))
    return {
      bias: mean(column('error')),
      error: absolute('error'),
      peer: absolute('peer'),
      peerBias: mean(column('peer')),
      holds: mean(column('holds')),
      anyHolds: mean(column('anyHolds')),
      below: mean(column('below')),
      above: mean(column('above')),
    }
  }
  const kinds = [...byKind].map(([kind, rows]) => ({
    kind,
    texts: rows.length,
    of: families.map((_, at) => of(rows, at)),
  }))
  const everything = [...byKind.values()].flat()
  const evenly = families.map((_, at) =>
    Object.fromEntries(
      Object.keys(kinds[0].of[at]).map((name) => [name, mean(kinds.map((kind) => kind.of[at][name]))]),
    ),
  )
  return [
    ...kinds,
    { kind: '**all kinds, each alike**', texts: everything.length, of: evenly },
    { kind: '**all texts**', texts: everything.length, of: families.map((_, at) => of(everything, at)) },
  ]
}

const table = (heads, rows) =>
  [heads, heads.map((_, at) => (at === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

const errorTable = (rows) =>
  table(
    ['kind', 'texts', ...families, ...families.map((family) => `tokenx, ${family}`)],
    rows.map(({ kind, texts: count, of }) => [
      kind,
      count,
      ...of.map(({ bias, error }) => `${signed(bias)} / ${(error * 100).toFixed(1)}`),
      ...of.map(({ peerBias, peer }) => `${signed(peerBias)} / ${(peer * 100).toFixed(1)}`),
    ]),
  )

const rangeTable = (rows) =>
  table(
    ['kind', ...families, ...families.map((family) => `\`any\`, ${family}`)],
    rows.map(({ kind, of }) => [
      kind,
      ...of.map(
        ({ holds, below, above }) => `${percent(holds)} (−${Math.round(below * 100)} +${Math.round(above * 100)})`,
      ),
      ...of.map(({ anyHolds }) => percent(anyHolds)),
    ]),
  )

const rows = await summaries(1)
const short = await summaries(0.1)
const blocks = { errors: errorTable(rows), ranges: rangeTable(rows), short: rangeTable(short.slice(-2)) }
const written = Object.entries(blocks).reduce(
  (text, [name, block]) => text.replace(new RegExp(`(<!-- ${name} -->)[^]*(<!-- /${name} -->)`), `$1\n${block}\n$2`),
  readFileSync(document, 'utf8'),
)
writeFileSync(document, written)
