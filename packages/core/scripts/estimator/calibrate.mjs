/**
 * Fits `src/estimate/token-model.json` to exact counts: `build:js` first, then this, then `build:js` and
 * `measure.mjs`. What the numbers mean is told in `docs/estimator.md`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { countFeatures } from '../../dist/estimator/index.js'
import { ORACLES } from './oracles.mjs'
import { dot, leastError, quantile, solve } from './solve.mjs'
import { texts } from './texts.mjs'

const target = new URL('../../src/estimate/token-model.json', import.meta.url)
const model = JSON.parse(readFileSync(target, 'utf8'))
const families = Object.keys(ORACLES)

/** The layout of counters in `src/estimate/count-features.ts`. */
const [ASCII, RETURNS, PAIRS, REPEATS, COUNTERS] = [28, 55, 57, 61, 66]
const LETTERS = 27

/** Tokens that a pair of letters adds, where one level ends and the next begins. */
const LEVELS = [0.06, 0.2, 0.45, 1]

/** How much each kind of text counts; all others 1. */
const KINDS = {
  'English documents': 8,
  'English prose': 6,
  code: 12,
  JSON: 8,
  'minified code': 2,
  'Chinese, simplified': 4,
  'Chinese with code': 2,
  'Chinese, traditional': 1.5,
  Japanese: 2,
  Korean: 2,
  Russian: 2,
  'Western European': 4,
  'Central European': 2,
  'other Latin': 2,
  'random letters': 0.3,
  'control characters': 0.1,
  symbols: 0.3,
  'Markdown tables': 0.25,
  XML: 0.5,
  'source maps': 0.5,
}

/** Letters of these stand in pairs as in no ordinary text. */
const UNUSUAL = new Set(['source maps', 'capitals', 'CRLF'])

/** Share of the texts that an upper bound is to hold, and a lower one. */
const SHARE = 0.989
const FOLDS = 5

const range = (from, to) => Array.from({ length: to - from }, (_, at) => from + at)
const row = (entries) => ({ at: entries.map(([at]) => at), of: entries.map(([, of]) => of) })
const times = ({ at, of }, factor) => ({ at, of: of.map((value) => value * factor) })

/** Hundredths, from a whole token on twentieths: what the errors allow. */
const rounded = (weight) => (weight < 1 ? Math.round(weight * 100) : Math.round(weight * 20) * 5)

/** Pairs of neighbouring ASCII letters; the first of a word stands after none. */
function letterPairs(text) {
  const pairs = new Map()
  for (const { 0: letter, index } of text.matchAll(/[A-Za-z]/g)) {
    const before = /[A-Za-z]/.test(text[index - 1] ?? '') ? text.charCodeAt(index - 1) & 31 : 0
    const pair = before * LETTERS + (letter.charCodeAt(0) & 31)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return [...pairs]
}

/** Tokens per character of long runs of one character, by kind of repeat: likely ones by family, and how far off they are. */
function repeats() {
  const letters = range(65, 91).flatMap((code) => [code, code + 32])
  const signs = range(33, 127).filter((code) => /[^A-Za-z0-9]/.test(String.fromCharCode(code)))
  const isRuler = (code) => model.rulers.includes(String.fromCharCode(code))
  const kinds = [[32], [9, 10], letters, signs.filter(isRuler), signs.filter((code) => !isRuler(code))]
  const perCharacter = (family, code) => {
    const [short, long] = [4096, 8192].map((length) => ORACLES[family](String.fromCharCode(code).repeat(length)))
    return (long - short) / 4096
  }
  return kinds.map((codes) => {
    const tokens = families.map((family) => codes.map((code) => perCharacter(family, code)))
    const likely = tokens.map(
      (of) => rounded(Math.exp(of.reduce((sum, value) => sum + Math.log(value), 0) / of.length)) / 100,
    )
    const ratios = tokens.flatMap((of, family) => of.map((value) => value / likely[family]))
    return { likely, below: 1 - Math.min(...ratios), above: Math.max(...ratios) - 1 }
  })
}

/** Tokens that the carriage return of a long run of CRLF adds. Two thirds of it are the least, one and a half its bound. */
const returns = families.map((family) => {
  const perLine = (line) => (ORACLES[family](line.repeat(2048)) - ORACLES[family](line.repeat(1024))) / 1024
  return perLine('\r\n') - perLine('\n')
})
const fixed = repeats()
const read = (await texts('train')).map(({ kind, name, text }) => {
  const counts = countFeatures(text).counts
  const exact = families.map((family) => ORACLES[family](text))
  /** What is left to explain, as a share of the exact count. */
  const targets = exact.map(
    (tokens, at) => 1 - fixed.reduce((sum, of, i) => sum + of.likely[at] * counts[REPEATS + i], 0) / tokens,
  )
  const source = name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
  return { kind, source, counts, exact, targets, pairs: letterPairs(text) }
})
/** @type {Record<string, number>} */
const perKind = {}
for (const { kind } of read) perKind[kind] = (perKind[kind] ?? 0) + 1
const importance = read.map(({ kind }) => (KINDS[kind] ?? 1) / perKind[kind])
const used = (counts) => range(0, PAIRS).flatMap((at) => (counts[at] === 0 ? [] : [[at, counts[at]]]))

/** Tokens that each pair of letters adds beside the plain counters, the mean of the families, as a level. */
function pairLevels() {
  const size = PAIRS + LETTERS * LETTERS
  const rows = read.map(({ counts, pairs }) =>
    row([...used(counts), ...pairs.map(([pair, count]) => [PAIRS + pair, count])]),
  )
  const added = families.map((_, family) =>
    solve(
      rows.map((of, at) => times(of, 1 / read[at].exact[family])),
      read.map(({ targets }) => targets[family]),
      importance.map((weight, at) => (UNUSUAL.has(read[at].kind) ? 0 : weight)),
      size,
      { ridge: 2e-6 },
    ),
  )
  const seen = new Set(read.flatMap(({ pairs }) => pairs.map(([pair]) => pair)))
  return range(0, LETTERS * LETTERS).map((pair) => {
    const mean = added.reduce((sum, of) => sum + of[PAIRS + pair], 0) / families.length
    return seen.has(pair) ? LEVELS.filter((level) => mean > level).length : LEVELS.length
  })
}

const levels = pairLevels()
const rows = read.map(({ counts, pairs }) => {
  const byLevel = [0, 0, 0, 0, 0]
  for (const [pair, count] of pairs) byLevel[levels[pair]] += count
  return row([...used(counts), ...LEVELS.map((_, at) => [PAIRS + at, byLevel[at + 1]])])
})
const relative = families.map((_, family) => rows.map((of, at) => times(of, 1 / read[at].exact[family])))

function fit(family, keep = range(0, read.length)) {
  const of = (list) => keep.map((at) => list[at])
  const weights = leastError(
    of(relative[family]),
    of(read).map(({ targets }) => targets[family]),
    of(importance),
    REPEATS,
  )
  weights[RETURNS] = Math.max(weights[RETURNS], (returns[family] * 2) / 3)
  return weights
}

/** Counters whose weights are equally certain. */
function groupOf(counter) {
  if (counter >= PAIRS) return `pair ${Math.max(1, counter - PAIRS)}`
  if (counter >= ASCII) return `class ${counter - ASCII}`
  return ['blank', 'blank', 'blank', 'punctuation', 'digit', 'word', 'word'][Math.floor(counter / 4)]
}

/** How far a bound is from the weight, by group: from texts of sources that the weights were not fitted to. */
function distances() {
  const names = [...new Set(range(0, REPEATS).map(groupOf))]
  const sources = [...new Set(read.map(({ source }) => source))]
  const shares = families.map(() => [])
  for (const fold of range(0, FOLDS)) {
    const isOut = ({ source }) => sources.indexOf(source) % FOLDS === fold
    const keep = range(0, read.length).filter((at) => !isOut(read[at]))
    for (const family of families.keys()) {
      const weights = fit(family, keep)
      for (const at of range(0, read.length).filter((text) => isOut(read[text]))) {
        const { at: places, of } = relative[family][at]
        const sums = names.map(() => 0)
        places.forEach((place, i) => {
          sums[names.indexOf(groupOf(place))] += of[i] * weights[place]
        })
        shares[family][at] = {
          row: row([...sums.entries()].filter(([, sum]) => sum > 0)),
          off: read[at].targets[family] - dot(relative[family][at], weights),
        }
      }
    }
  }
  const all = shares.flat()
  const weights = families.flatMap(() => read.map(({ kind }) => Math.sqrt(KINDS[kind] ?? 1) / perKind[kind]))
  const bound = (sign) =>
    quantile(
      SHARE,
      all.map((share) => share.row),
      all.map(({ off }) => sign * off),
      weights,
      names.length,
      { ridge: 0.03, prior: 0.15 },
    )
  const [below, above] = [bound(-1), bound(1)]
  const list = (bounds) => range(0, REPEATS).map((counter) => bounds[names.indexOf(groupOf(counter))])
  return { below: list(below), above: list(above) }
}

const bounds = distances()
bounds.above[RETURNS] = Math.max(bounds.above[RETURNS], 0.5)
const fitted = families.map((family, at) => [
  family,
  [...fit(at), ...fixed.map(({ likely }) => likely[at])].map(rounded),
])
/** To the next 5 %, and never nearer than 10 %: texts to come differ more than these do. */
const wide = (list) => list.map((value) => Math.max(10, Math.ceil(value * 20) * 5))
const low = wide([...bounds.below, ...fixed.map((of) => of.below)]).map((value) => Math.max(5, 100 - value))
const high = wide([...bounds.above, ...fixed.map((of) => of.above)]).map((value) => 100 + value)
const pairs = range(0, LETTERS).map((before) =>
  range(1, LETTERS)
    .map((letter) => levels[before * LETTERS + letter])
    .join(''),
)

const lines = (entries) => entries.map((entry) => `    ${entry}`).join(',\n')
const json = `{
  "classes": [
${lines(model.classes.map((entry) => JSON.stringify(entry).replace(',', ', ')))}
  ],
  "rulers": ${JSON.stringify(model.rulers)},
  "pairs": [
${lines(pairs.map((of) => `"${of}"`))}
  ],
  "weights": {
${lines(fitted.map(([family, of]) => `"${family}": ${JSON.stringify(of)}`))}
  },
  "low": ${JSON.stringify(low)},
  "high": ${JSON.stringify(high)}
}
`
if (fitted.some(([, of]) => of.length !== COUNTERS)) throw new Error('The layout of counters has changed')
writeFileSync(target, json)
