import { isMeterId, METER_IDS } from '../meter/meter.ts'
import { readInstant, startOfDay } from '../period/instant.ts'
import { failed, type Issue, issue, ok, type Result, shown } from '../result.ts'
import { tariffFacets } from '../tariff/facet.ts'
import type { Effective, Rate } from '../tariff/tariff.ts'
import { exactDecimal } from './exact-price.ts'
import type { CardDraft, ReadMap, ReadModel } from './price-map.ts'
import { type CsvRow, readCsvRows } from './read-csv-rows.ts'

const NEEDED = ['provider', 'model', 'meter', 'price', 'per', 'currency'] as const
const COLUMNS: readonly string[] = [...NEEDED, 'from', 'until', 'when']

/** The fields of a row by the names of the header; a field that is not there is empty. */
type Row = (column: string) => string

/**
 * Reads a table of prices, one in each line, under a header with at least `provider,model,meter,price,per,currency`;
 * `from` and `until` (a day, or a time with its offset) and `when` (`batch=batch;thinking=on`) may follow.
 */
export function readCsv(text: string): Result<ReadMap> {
  const [header, ...rows] = readCsvRows(text)
  const names = (header?.fields ?? []).map((name) => name.trim().toLowerCase())
  const missing = NEEDED.filter((name) => !names.includes(name))
  if (missing.length > 0)
    return failed(issue('import-no-header', '', { line: '1', column: '1', missing, came: shown(names.join(',')) }))
  const models = new Map<string, ModelRows>()
  const currencies = new Map<string, string>()
  const faults: Issue[] = []
  for (const row of rows) {
    const field: Row = (column) => row.fields[names.indexOf(column)]?.trim() ?? ''
    const key = JSON.stringify([field('provider'), field('model')])
    const isPlaced = !row.isBroken && row.fields.length === names.length
    if (!isPlaced) faults.push(rowFault(row, names.length))
    else {
      if (!currencies.has(field('provider'))) currencies.set(field('provider'), field('currency'))
      const known = models.get(key) ?? { provider: field('provider'), name: field('model'), rows: [] }
      models.set(key, { ...known, rows: [...known.rows, { row, field }] })
    }
  }
  return ok({
    models: [...models.values()].map((model) => readModel(model, currencies.get(model.provider) ?? '')),
    left: names
      .filter((name) => !COLUMNS.includes(name))
      .map((name) => ({ issue: issue('import-descriptive', '', { field: shown(name), model: 'CSV' }) })),
    faults,
    fallbacks: {},
    currencies,
  })
}

const rowFault = ({ line, fields }: CsvRow, count: number): Issue =>
  issue('import-csv-row', '', { line: String(line), column: '1', fields: String(fields.length), count: String(count) })

interface ModelRows {
  readonly provider: string
  readonly name: string
  readonly rows: readonly { readonly row: CsvRow; readonly field: Row }[]
}

function readModel({ provider, name, rows }: ModelRows, currency: string): ReadModel {
  const cards = new Map<string, CardDraft>()
  const faults: Issue[] = []
  for (const { row, field } of rows) {
    const read = readRow(field, currency)
    if (!read.ok) {
      faults.push(
        ...read.issues.map(({ code, params }) => issue(code, '', { ...params, line: String(row.line), column: '1' })),
      )
      continue
    }
    const { effective, rate } = read.value
    const key = JSON.stringify(effective)
    const card = cards.get(key)
    cards.set(key, { effective, rates: [...(card?.rates ?? []), rate] })
  }
  return { provider, name, path: '', cards: [...cards.values()], left: [], faults }
}

interface PricedRow {
  readonly effective: Effective
  readonly rate: Rate
}

function readRow(field: Row, currency: string): Result<PricedRow> {
  const [meter, price, per] = [field('meter'), exactDecimal(field('price')), exactDecimal(field('per'))]
  const [from, until] = [readBound(field('from')), readBound(field('until'))]
  const when = readWhen(field('when'))
  const isCurrency = /^[A-Z][A-Z0-9-]{1,39}$/.test(currency) && field('currency') === currency
  const checks = [
    { column: 'meter', expected: 'meter', isRight: isMeterId(meter), candidates: METER_IDS },
    { column: 'price', expected: 'decimal', isRight: price !== undefined },
    { column: 'per', expected: 'positive-decimal', isRight: per !== undefined && !/^[0.]+$/.test(per) },
    { column: 'currency', expected: 'one-currency', isRight: isCurrency, candidates: [currency] },
    { column: 'from', expected: 'day-or-instant', isRight: from !== undefined },
    { column: 'until', expected: 'day-or-instant', isRight: until !== undefined },
    { column: 'when', expected: 'facets', isRight: when !== undefined },
  ]
  const faults = checks
    .filter(({ isRight }) => !isRight)
    .map(({ column, expected, candidates = [] }) =>
      issue('import-csv-field', '', { field: column, expected, candidates, came: shown(field(column)) }),
    )
  if (faults.length > 0 || !isMeterId(meter) || price === undefined || per === undefined) return failed(...faults)
  return ok({
    effective: { ...(from && { from }), ...(until && { until }) },
    rate: { meter, price, per, ...(when && Object.keys(when).length > 0 && { when }) },
  })
}

/** A day begins at midnight UTC. Empty for an open end, undefined for what is no time. */
function readBound(text: string): string | undefined {
  if (text === '') return ''
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return startOfDay(text, 0) === undefined ? undefined : `${text}T00:00:00Z`
  return readInstant(text).ok ? text : undefined
}

/** Values of facets that every tariff knows: `batch=batch;thinking=on`. */
function readWhen(text: string): Readonly<Record<string, string>> | undefined {
  const facets = tariffFacets({})
  const pairs = text === '' ? [] : text.split(';').map((pair) => pair.split('=').map((part) => part.trim()))
  const isKnown = pairs.every(
    ([name = '', value = '', ...more]) =>
      more.length === 0 && Object.hasOwn(facets, name) && facets[name]?.values.includes(value),
  )
  return isKnown ? Object.fromEntries(pairs) : undefined
}
