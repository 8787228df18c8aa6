import { statSync } from 'node:fs'
import { withBigFile } from '../big-file.mjs'
import { digits, markdownTable } from '../markdown-table.mjs'
import { median } from '../median.mjs'
import { ratecardCli, ratecardCliMemory } from '../ratecard-cli.mjs'

const vocabularies = ['o200k_base', 'qwen']

/** `ratecard count` on a big file: its speed and the most memory it held, then with one worker and with two. */
export function measureStreaming({ fileBytes, jobsBytes, jobsRepeats }) {
  const files = withBigFile(fileBytes, (path) => vocabularies.map((vocabulary) => streamed(path, vocabulary)))
  const jobs = withBigFile(jobsBytes, (path) => vocabularies.map((name) => shared(path, name, jobsRepeats)))
  return { files, jobs: jobs.filter((result) => result !== undefined) }
}

function streamed(path, vocabulary) {
  const { milliseconds, rss } = ratecardCliMemory(['count', path, '--tokenizer', vocabulary])
  const bytes = statSync(path).size
  return { vocabulary, bytes, speed: bytes / 1000 / milliseconds, rss }
}

/** One worker and two in turn; nothing when this command line has no such option. */
function shared(path, vocabulary, repeats) {
  if (!ratecardCli(['count', '--help']).output.includes('--jobs')) return undefined
  const run = (jobs) => ratecardCliMemory(['count', path, '--tokenizer', vocabulary, '--jobs', jobs])
  const runs = Array.from({ length: repeats }, () => ({ one: run('1'), two: run('2') }))
  const [one, two] = ['one', 'two'].map((key) => median(runs.map((pair) => pair[key].milliseconds)))
  const bytes = statSync(path).size
  return { vocabulary, bytes, one: bytes / 1000 / one, two: bytes / 1000 / two, rss: runs[0].two.rss }
}

export function renderStreaming({ files, jobs }) {
  const fileRows = files.map(({ vocabulary, bytes, speed, rss }) => [
    vocabulary,
    digits(bytes / 1e6),
    digits(speed),
    digits(rss),
  ])
  const jobRows = jobs.map(({ vocabulary, bytes, one, two, rss }) => [
    vocabulary,
    digits(bytes / 1e6),
    ...[one, two].map(digits),
    (two / one).toFixed(2),
    digits(rss),
  ])
  const workers = [
    'One worker and two (`--jobs`):',
    markdownTable(['vocabulary', 'MB', 'one, MB/s', 'two, MB/s', 'times', 'RSS MB with two'], jobRows),
  ]
  return [
    '## A big file',
    'The whole process of `ratecard count FILE`, the corpora again and again, and the most memory it held.',
    markdownTable(['vocabulary', 'MB', 'MB/s', 'RSS MB'], fileRows),
    ...(jobRows.length > 0 ? workers : ['This command line has no `--jobs`: workers were not measured.']),
  ].join('\n\n')
}
