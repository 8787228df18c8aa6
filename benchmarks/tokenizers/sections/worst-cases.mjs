import { engines, enginesOf } from '../engines.mjs'
import { digits, markdownTable } from '../markdown-table.mjs'
import { median } from '../median.mjs'
import { runProcess } from '../run-process.mjs'
import { shapes } from '../shapes.mjs'

/** Qwen's text is normalised, too. The peers are measured with the first alone. */
const vocabularies = ['o200k_base', 'qwen']
const [vocabulary] = vocabularies
const shapeNames = Object.keys(shapes)

/** Our time by size and the peers' at sizes they can bear, for every shape. */
export function measureWorstCases({ repeats, sizes, peerSizes, timeout }) {
  const ours = vocabularies.flatMap((vocabulary) =>
    shapeNames.map((shape) => ({
      vocabulary,
      shape,
      runs: sizes.map((size) => ({
        size,
        ...middleRun(['ratecard', vocabulary], shape, size, {
          timeout: 4 * timeout,
          repeats: size > 1e6 ? 1 : repeats,
        }),
      })),
    })),
  )
  const peers = counters().map((engine) => ({
    engine,
    runs: shapeNames.map((shape) => ({
      shape,
      sizes: peerSizes.map((size) => middleRun([engine, vocabulary], shape, size, { timeout, repeats: 1 })),
    })),
  }))
  return { ours, peers, peerSizes, timeout }
}

function counters() {
  return enginesOf(vocabulary).filter((name) => name !== 'ratecard' && !engines[name].estimate)
}

function middleRun(engine, shape, size, { timeout, repeats }) {
  const runs = Array.from({ length: repeats }, () => runProcess('shape', [...engine, shape, size], { timeout }))
  const unfinished = runs.find(({ failed, timedOut }) => failed || timedOut)
  if (unfinished) return unfinished
  return {
    milliseconds: median(runs.map((run) => run.milliseconds)),
    bytes: runs[0].bytes,
    grown: median(runs.map((run) => run.grown)),
  }
}

export function renderWorstCases({ ours, peers, peerSizes, timeout }) {
  const sizes = ours[0].runs.map(({ size }) => size)
  const ourRows = ours.map(({ vocabulary, shape, runs }) => [
    vocabulary,
    shape,
    ...runs.map(perByte),
    ...runs.map((run) => (run.grown === undefined ? '–' : digits(run.grown))),
  ])
  const header = [
    'vocabulary',
    'shape',
    ...sizes.map((size) => `ns/byte ${sizeName(size)}`),
    ...sizes.map((size) => `+MB ${sizeName(size)}`),
  ]
  const peerRows = peers.map(({ engine, runs }) => [
    engine,
    ...runs.map(({ sizes: both }) => both.map(duration).join(' / ')),
  ])
  return [
    '## Worst cases',
    `One string, not seen before: time for each byte, and by how much (+MB) the call raised the most memory held. A linear engine’s row is level.`,
    markdownTable(header, ourRows),
    `The peers on the same texts with ${vocabulary}, milliseconds for ${peerSizes.map(sizeName).join(' / ')} (a process that takes more than ${timeout / 1000} s is ended; three times the size is 3 × the time if linear, 9 × if quadratic):`,
    markdownTable(['engine', ...shapeNames], peerRows),
  ].join('\n\n')
}

function perByte(run) {
  return run.milliseconds === undefined ? duration(run) : digits((run.milliseconds * 1e6) / run.bytes)
}

function duration({ milliseconds, failed, timedOut }) {
  if (timedOut) return 'too long'
  return failed ? failed.split(':')[0] : digits(milliseconds)
}

function sizeName(size) {
  return size >= 1e6 ? `${size / 1e6} MB` : `${size / 1e3} KB`
}
