import { enginesOf } from '../engines.mjs'
import { digits, markdownTable } from '../markdown-table.mjs'
import { median } from '../median.mjs'
import { runProcess } from '../run-process.mjs'

const vocabularies = ['o200k_base', 'qwen']
const shape = 'Chinese without punctuation'
const bytes = 150_000

/** 50,000 Chinese characters in one string with nothing between them, not seen before. */
export function measureChinese({ repeats, timeout }) {
  return vocabularies.flatMap((vocabulary) =>
    enginesOf(vocabulary).map((engine) => {
      const runs = []
      while (runs.length < repeats && !runs.some(({ timedOut, failed }) => timedOut || failed)) {
        runs.push(runProcess('shape', [engine, vocabulary, shape, bytes], { timeout }))
      }
      const { timedOut, failed } = runs.at(-1)
      if (timedOut || failed) return { vocabulary, engine, timedOut, failed }
      return { vocabulary, engine, milliseconds: median(runs.map((run) => run.milliseconds)) }
    }),
  )
}

export function renderChinese(measured) {
  const rows = measured.map(({ vocabulary, engine, milliseconds, timedOut, failed }) => [
    `${engine} ${vocabulary}`,
    timedOut ? 'too long' : (failed?.split(':')[0] ?? digits(milliseconds)),
  ])
  return `## 50,000 Chinese characters without punctuation\n\n${markdownTable(['engine', 'ms'], rows)}`
}
