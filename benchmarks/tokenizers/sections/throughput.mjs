import { corpusNames } from '../../corpora/corpus.mjs'
import { bestPeer, ratioToBestPeer } from '../best-peer.mjs'
import { engines, enginesOf, vocabularies } from '../engines.mjs'
import { digits, markdownTable } from '../markdown-table.mjs'
import { median } from '../median.mjs'
import { runProcess } from '../run-process.mjs'

/** Every engine on every corpus, one fresh process each, in turn: A B C D, A B C D, … */
export function measureThroughput({ repeats, passes, longest }) {
  return Object.fromEntries(vocabularies.map((name) => [name, measureVocabulary(name, { repeats, passes, longest })]))
}

function measureVocabulary(vocabulary, { repeats, passes, longest }) {
  const runs = new Map()
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const corpus of corpusNames) {
      for (const engine of enginesOf(vocabulary)) {
        const bytes = Math.min(longest, engines[engine].sample ?? longest)
        const run = runProcess('throughput', [engine, vocabulary, corpus, bytes, passes])
        if (run.failed) throw new Error(`${engine} failed on ${corpus}: ${run.failed}`)
        const key = `${engine} ${corpus}`
        runs.set(key, [...(runs.get(key) ?? []), run])
      }
    }
  }
  const expected = referenceCounts(vocabulary)
  const measured = enginesOf(vocabulary).map((name) => {
    const results = corpusNames.map((corpus) => [corpus, summary(corpus, runs.get(`${name} ${corpus}`), expected)])
    const { estimate = false, native = false } = engines[name]
    return { name, estimate, native, results: Object.fromEntries(results) }
  })
  return { engines: measured }
}

function summary(corpus, runs, expected) {
  const [{ tokens, bytes }] = runs
  const middle = (key) => median(runs.map((run) => run[key]))
  return {
    bytes,
    tokens,
    expected: expected(corpus, bytes),
    first: middle('first'),
    later: middle('later'),
    share: middle('share'),
    rss: middle('rss'),
  }
}

/** What tiktoken counts, asked once for each length of a corpus. */
function referenceCounts(vocabulary) {
  const known = new Map()
  return (corpus, bytes) => {
    const key = `${corpus} ${bytes}`
    if (!known.has(key)) known.set(key, runProcess('count', ['tiktoken', vocabulary, corpus, bytes]).tokens)
    return known.get(key)
  }
}

export function renderThroughput(measured) {
  const tables = Object.entries(measured).map(([vocabulary, data]) => `### ${vocabulary}\n\n${renderTable(data)}`)
  const intro = [
    'MB/s (10^6 bytes of UTF-8): first pass over a text not seen before / later passes over it. One string per call.',
    `Engines at about 1 MB/s (${sampled()}) are given a shorter start of each corpus.`,
    '`≠` marks a count that differs from the reference (tiktoken, with Qwen’s ranks for Qwen): such an engine is not the',
    'best exact peer on that corpus.',
    `The processes had at least ${lowestShare(measured)} % of a core each (below 90 %, the machine was busy and the figures are low).`,
  ]
  return `## Throughput\n\n${intro.join('\n')}\n\n${tables.join('\n\n')}`
}

/** The least share of a core that any figure's processes had, as a warning where the machine was busy. */
function lowestShare(measured) {
  const results = Object.values(measured).flatMap(({ engines: all }) =>
    all.flatMap((one) => Object.values(one.results)),
  )
  return Math.round(Math.min(...results.map(({ share }) => share)) * 100)
}

function sampled() {
  return Object.keys(engines)
    .filter((name) => engines[name].sample !== undefined)
    .join(', ')
}

function renderTable(data) {
  const rows = data.engines.map((engine) => [
    label(engine),
    ...corpusNames.map((corpus) => cell(engine, engine.results[corpus])),
    digits(Math.max(...corpusNames.map((corpus) => engine.results[corpus].rss))),
  ])
  return markdownTable(['engine', ...corpusNames, 'RSS MB'], [...rows, ...ratioRows(data)])
}

function label({ name, native, estimate }) {
  if (name === 'ratecard') return '**ratecard**'
  return `${name}${native ? ' (native)' : ''}${estimate ? ' (estimate; error)' : ''}`
}

function cell({ estimate }, { first, later, tokens, expected }) {
  const speeds = `${digits(first)} / ${digits(later)}`
  if (estimate) return `${speeds} (${signed((tokens / expected - 1) * 100)} %)`
  return tokens === expected ? speeds : `${speeds} ≠ ${signed(tokens - expected, 0)}`
}

function signed(value, decimals = 1) {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(decimals)}`
}

function ratioRows(data) {
  const passes = ['first', 'later']
  const rows = passes.map((pass) => [
    `**× the best exact peer, ${pass}**`,
    ...corpusNames.map((corpus) => {
      const times = ratioToBestPeer(data, corpus, pass).toFixed(1)
      return `**${times}** ${bestPeer(data, corpus, pass).name}`
    }),
    '',
  ])
  return rows
}
