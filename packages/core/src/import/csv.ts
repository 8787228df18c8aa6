import { isMeterId, METER_IDS } from '../meter/meter.ts'
import { readInstant, startOfDay } from '../period/instant.ts'
import { failed, type Issue, issue, ok, type Result, shown } from '../result.ts'
import { tariffFacets } from '../tariff/facet.ts'
import type { Effective, Rate } from '../tariff/tariff.ts'
import { exactDecimal } from './exact-price.ts'
import { MOST_FAULTS, MOST_MODELS, type ReadMap, type ReadModel, UNTOLD_FAULT } from './price-map.ts'
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
  const rows = readCsvRows(text)
  const header = rows.next().value
  const names = (header?.fields ?? []).map((name) => name.trim().toLowerCase())
  const missing = NEEDED.filter((name) => !names.includes(name))
  if (missing.length > 0)
    return failed(issue('import-no-header', '', { line: '1', column: '1', missing, came: shown(names.join(',')) }))
  const table = new Table(names)
  for (const row of rows) {
    if (table.count > MOST_MODELS) break
    table.add(row)
  }
  return ok({
    models: table.models(),
    left: names
      .filter((name) => !COLUMNS.includes(name))
      .map((name) => ({ issue: issue('import-descriptive', '', { field: shown(name), model: 'CSV' }) })),
    faults: table.faults,
    fallbacks: {},
    currencies: table.currencies,
    lines: table.lines,
  })
}

interface OpenCard {
  readonly effective: Effective
  readonly rates: Rate[]
}

interface OpenModel {
  readonly provider: string
  readonly name: string
  readonly line: number
  /** Made with the first price: a file of faults has none. */
  cards?: Map<string, OpenCard>
  readonly faults: Issue[]
}

/** Gathers the rows of each model. */
class Table {
  /** Of rows that cannot be read, and may be of any model. */
  readonly faults: Issue[] = []
  readonly currencies = new Map<string, string>()
  readonly lines = new Map<Rate, number>()
  readonly #names: readonly string[]
  readonly #models = new Map<string, OpenModel>()
  #told = 0

  constructor(names: readonly string[]) {
    this.#names = names
  }

  get count(): number {
    return this.#models.size
  }

  add(row: CsvRow): void {
    const field: Row = (column) => row.fields[this.#names.indexOf(column)]?.trim() ?? ''
    const [provider, name] = [field('provider'), field('model')]
    const isWhole = !row.isBroken && row.fields.length === this.#names.length
    const isNamed = !row.isBroken && provider !== '' && name !== ''
    const model = isWhole || isNamed ? this.#model(provider, name, row.line) : undefined
    const place = { line: String(row.line), column: '1' }
    if (model === undefined || !isWhole) {
      const count = { fields: String(row.fields.length), count: String(this.#names.length) }
      const params = { ...place, ...count, ...(model && { model: shown(name) }) }
      this.#tell(model?.faults ?? this.faults, () => issue('import-csv-row', '', params))
      return
    }
    const currency = this.currencies.get(provider) ?? field('currency')
    this.currencies.set(provider, currency)
    const read = readRow(field, currency)
    if (read.ok) this.#price(model, read.value, row.line)
    else
      for (const { code, params } of read.issues)
        this.#tell(model.faults, () => issue(code, '', { ...params, ...place }))
  }

  #model(provider: string, name: string, line: number): OpenModel {
    const key = JSON.stringify([provider, name])
    const model = this.#models.get(key) ?? { provider, name, line, faults: [] }
    this.#models.set(key, model)
    return model
  }

  #price(model: OpenModel, { effective, rate }: PricedRow, line: number): void {
    const key = JSON.stringify(effective)
    const cards = model.cards ?? new Map<string, OpenCard>()
    model.cards = cards
    const card = cards.get(key) ?? { effective, rates: [] }
    cards.set(key, card)
    card.rates.push(rate)
    this.lines.set(rate, line)
  }

  #tell(faults: Issue[], fault: () => Issue): void {
    this.#told++
    faults.push(this.#told > MOST_FAULTS ? UNTOLD_FAULT : fault())
  }

  models(): readonly ReadModel[] {
    return [...this.#models.values()].map(({ cards, ...model }) => ({
      ...model,
      path: '',
      cards: cards ? [...cards.values()] : [],
      left: [],
    }))
  }
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
