import { callTexts } from '../call-texts.mjs'
import { enginesOf } from '../engines.mjs'
import { digits, markdownTable } from '../markdown-table.mjs'
import { median } from '../median.mjs'
import { runProcess } from '../run-process.mjs'

const vocabularies = ['o200k_base', 'qwen']

/** Time of one call on a short text, in turn over the engines. */
export function measureCalls({ repeats }) {
  const names = Object.keys(callTexts())
  return vocabularies.flatMap((vocabulary) => {
    const runs = Array.from({ length: repeats }, () =>
      enginesOf(vocabulary).map((engine) => runProcess('calls', [engine, vocabulary])),
    )
    return enginesOf(vocabulary).map((engine, index) => {
      const microseconds = names.map((name) => [name, median(runs.map((run) => run[index][name]))])
      return { vocabulary, engine, microseconds: Object.fromEntries(microseconds) }
    })
  })
}

export function renderCalls(measured) {
  const names = Object.keys(measured[0].microseconds)
  const rows = measured.map(({ vocabulary, engine, microseconds }) => [
    `${engine} ${vocabulary}`,
    ...names.map((name) => digits(microseconds[name])),
  ])
  return `## One call\n\nMicroseconds for one call on a short text, the same text again and again.\n\n${markdownTable(['engine', ...names], rows)}`
}
