import { corpusNames } from '../corpora/corpus.mjs'
import { bestPeer, ratioToBestPeer } from './best-peer.mjs'
import { digits, markdownTable } from './markdown-table.mjs'

/** What is required of us, with what was measured; a section that did not run leaves its rows out. */
export function renderTargets({ throughput, chinese, coldStart, streaming, worstCases }) {
  const rows = [
    ...(throughput ? ['o200k_base', 'qwen'].flatMap((name) => speedRows(name, throughput[name])) : []),
    ...(chinese ?? []).filter(({ engine }) => engine === 'ratecard').map(chineseRow),
    ...(coldStart ? [coldStartRow(coldStart), ...loadRows(coldStart)] : []),
    ...(streaming ? streamingRows(streaming) : []),
    ...(worstCases ? [linearRow(worstCases)] : []),
  ]
  const cells = rows.map(({ name, required, measured, met }) => [name, required, measured, met ? 'yes' : '**no**'])
  return `## Targets\n\n${markdownTable(['target', 'required', 'measured', 'met'], cells)}`
}

function speedRows(vocabulary, measured) {
  const required = { first: 3.5, later: 6 }
  const aims = { first: 5, later: 10 }
  return Object.keys(required).map((pass) => {
    const worst = corpusNames
      .map((corpus) => ({ corpus, times: ratioToBestPeer(measured, corpus, pass) }))
      .reduce((low, next) => (next.times < low.times ? next : low))
    return {
      name: `${vocabulary}, ${pass} pass: times the best exact npm engine, on the worst corpus`,
      required: `≥ ${required[pass]} (aim ${aims[pass]})`,
      measured: `${worst.times.toFixed(1)} (${worst.corpus}, ${bestPeer(measured, worst.corpus, pass).name})`,
      met: worst.times >= required[pass],
    }
  })
}

function chineseRow({ vocabulary, milliseconds }) {
  return {
    name: `50,000 Chinese characters without punctuation, ${vocabulary}`,
    required: '< 20 ms',
    measured: milliseconds === undefined ? 'not counted' : `${digits(milliseconds)} ms`,
    met: milliseconds < 20,
  }
}

function coldStartRow(programs) {
  const { process } = programs.find(({ name }) => name === 'ratecard count (CLI) o200k_base')
  return {
    name: 'first count of the command line, whole process, o200k_base',
    required: '< 130 ms',
    measured: `${digits(process)} ms`,
    met: process < 130,
  }
}

function loadRows(programs) {
  return ['o200k_base', 'qwen'].map((vocabulary) => {
    const { load } = programs.find(({ name }) => name === `ratecard ${vocabulary}`)
    return {
      name: `${vocabulary} loaded, in a new process`,
      required: '< 45 ms',
      measured: `${digits(load)} ms`,
      met: load < 45,
    }
  })
}

function streamingRows({ files, jobs }) {
  const memory = files.map(({ vocabulary, bytes, rss }) => ({
    name: `most memory for a file of ${digits(bytes / 1e6)} MB, ${vocabulary}`,
    required: '< 120 MB',
    measured: `${digits(rss)} MB`,
    met: rss < 120,
  }))
  const workers = jobs.map(({ vocabulary, one, two }) => ({
    name: `two workers, times one, ${vocabulary}`,
    required: '≥ 1.7',
    measured: (two / one).toFixed(2),
    met: two / one >= 1.7,
  }))
  return [...memory, ...workers]
}

/** Time for each byte of the longest text over that of 1 MB: at most half as much again counts as level. */
function linearRow({ ours }) {
  const growths = ours.map(({ vocabulary, shape, runs }) => {
    const perByte = ({ milliseconds, bytes }) => milliseconds / bytes
    const middle = runs.find(({ size }) => size === 1e6)
    return { shape: `${shape}, ${vocabulary}`, growth: perByte(runs.at(-1)) / perByte(middle) }
  })
  const failed = growths.find(({ growth }) => Number.isNaN(growth))
  const worst = failed ?? growths.reduce((high, next) => (next.growth > high.growth ? next : high))
  return {
    name: `time for a byte, ${ours[0].runs.at(-1).size / 1e6} MB over 1 MB, worst shape`,
    required: 'level (≤ 1.5)',
    measured: failed ? `not counted (${failed.shape})` : `${worst.growth.toFixed(2)} (${worst.shape})`,
    met: worst.growth <= 1.5,
  }
}
