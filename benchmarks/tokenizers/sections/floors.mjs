import { corpusNames } from '../../corpora/corpus.mjs'
import { digits, markdownTable } from '../markdown-table.mjs'
import { runProcess } from '../run-process.mjs'

/** The steps no counter can leave out, each alone. */
export function measureFloors() {
  return corpusNames.map((corpus) => runProcess('floors', [corpus]))
}

/** Beside our own speed, to show how far we are from them. */
export function renderFloors(measured, throughput) {
  const steps = Object.keys(measured[0].speeds)
  const rows = steps.map((step) => [step, ...measured.map(({ speeds }) => digits(speeds[step]))])
  const ours = Object.entries(throughput ?? {}).flatMap(([vocabulary, data]) => oursBeside(vocabulary, data, measured))
  const intro = [
    'MB/s of one step alone: the speed that a counter which did nothing else would have. The scanner only looks up a',
    'class for each UTF-16 unit and cuts where it changes. No engine that matches with a JS regex can pass that regex.',
  ]
  return `## Floors\n\n${intro.join('\n')}\n\n${markdownTable(['step', ...corpusNames], [...rows, ...ours])}`
}

function oursBeside(vocabulary, { engines }, measured) {
  const { results } = engines.find(({ name }) => name === 'ratecard')
  const speeds = corpusNames.map((corpus) => digits(results[corpus].later))
  const shares = measured.map(
    ({ corpus, speeds: floor }) => `${digits(floor['scanner alone'] / results[corpus].later)} ×`,
  )
  return [
    [`**ratecard ${vocabulary}**, later`, ...speeds],
    ['the scanner alone is faster by', ...shares],
  ]
}
