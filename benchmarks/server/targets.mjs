import { digits, markdownTable } from '../tokenizers/markdown-table.mjs'
import { batchRatio } from './sections/batch.mjs'
import { ratioOf } from './sections/price.mjs'

/** What is required of us, with what was measured; a section that did not run leaves its rows out. */
export function renderTargets({ price = [], latency = [], batch }) {
  const rows = [
    ...price.map((row) => ({
      name: `requests per second of \`POST /v1/price\`, ${nameOf(row)}: of bare Express`,
      required: '≥ 60 %',
      measured: `${digits(ratioOf(row) * 100)} %`,
      met: ratioOf(row) >= 0.6,
    })),
    ...latency.map((row) => ({
      name: `\`POST /v1/price\` at half of its most, ${nameOf(row)}: p99`,
      required: '< 10 ms',
      measured: `${digits(row.p99)} ms`,
      met: row.p99 < 10,
    })),
    ...(batch ? [batchRow(batch)] : []),
  ]
  const cells = rows.map(({ name, required, measured, met }) => [name, required, measured, met ? 'yes' : '**no**'])
  return `## Targets\n\n${markdownTable(['target', 'required', 'measured', 'met'], cells)}`
}

const nameOf = ({ body, configuration }) => `${body}, ${configuration}`

const batchRow = (batch) => ({
  name: 'lines per second of `POST /v1/price/batch`: of a bare pipeline',
  required: '≥ 50 %',
  measured: `${digits(batchRatio(batch) * 100)} %`,
  met: batchRatio(batch) >= 0.5,
})
