import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import {
  type Cell,
  compileTariff,
  conditionToFunction,
  conditionToSql,
  exactly,
  facetToSql,
  formatExact,
  METER_IDS,
  type MeterId,
  meter,
  type RateTable,
  rate,
  rational,
  type SqlColumns,
  type Usage,
} from '@ratecard/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTariff } from './ask-core.ts'

let database: DuckDBConnection
beforeAll(async () => {
  database = await (await DuckDBInstance.create(':memory:')).connect()
})
afterAll(() => database.closeSync())

async function rows(sql: string): Promise<readonly Record<string, unknown>[]> {
  return (await database.runAndReadAll(sql)).getRowObjectsJS()
}

const text = (value: string | undefined) => (value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`)

const USED = METER_IDS.filter((id) => meter(id).unit === 'token')

interface Row {
  readonly at: number
  readonly counts: Readonly<Partial<Record<MeterId, number>>>
  readonly facets: Readonly<Record<string, string>>
}

const columns: SqlColumns = { quantity: (id) => `u."${id}"`, facet: (name) => `u."facet_${name}"` }

/** The cells of a model as a table: facets, interval, tier, and the id of every meter's rate. */
function cellsToSql(cells: readonly Cell[], facets: readonly string[]): string {
  const values = cells.map((cell, at) => {
    const cut = (side: 'from' | 'until') => cell.tier[side]
    const bound = (side: 'from' | 'until') => {
      const place = cut(side)
      return place ? formatExact(place.value) : 'NULL'
    }
    const rate = (id: MeterId) => {
      const own = cell.rates[id]
      return own?.status === 'priced' ? text(own.id) : 'NULL'
    }
    return [
      at,
      Number.isFinite(cell.from) ? cell.from : -1e15,
      Number.isFinite(cell.until) ? cell.until : 1e15,
      ...facets.map((name) => text(cell.facets[name])),
      `${bound('from')}::DECIMAL(38,0)`,
      `${bound('until')}::DECIMAL(38,0)`,
      String(cut('from')?.after ?? false),
      String(cut('until')?.after ?? false),
      ...USED.map(rate),
    ].join(', ')
  })
  const names = [
    'cell',
    'starts',
    'ends',
    ...facets.map((name) => `cell_${name}`),
    'low',
    'high',
    'low_after',
    'high_after',
  ]
  return `(VALUES ${values.map((row) => `(${row})`).join(', ')}) AS c(${[...names, ...USED.map((id) => `"rate_${id}"`)].join(', ')})`
}

function usagesToSql(usages: readonly Row[], facets: readonly string[]): string {
  const values = usages.map(({ at, counts, facets: stated }, line) =>
    [
      line,
      at,
      ...USED.map((id) => (counts[id] === undefined ? 'NULL::DECIMAL(38,0)' : `${counts[id]}::DECIMAL(38,0)`)),
      ...facets.map((name) => `${text(stated[name])}::VARCHAR`),
    ].join(', '),
  )
  const names = ['line', 'instant', ...USED.map((id) => `"${id}"`), ...facets.map((name) => `"facet_${name}"`)]
  return `(VALUES ${values.map((row) => `(${row})`).join(', ')}) AS u(${names.join(', ')})`
}

async function classifyInSql(table: RateTable, name: string, usages: readonly Row[]) {
  const model = table.models.get(name)
  if (!model) throw new Error(`no model ${name}`)
  const sum = model.selector.map((id) => `COALESCE(u."${id}", 0)`).join(' + ') || '0'
  const matches = model.facets.map((facet) => {
    const rule = table.facets[facet]
    return rule ? `c.cell_${facet} = ${facetToSql(facet, rule, columns)}` : 'FALSE'
  })
  return rows(`
    SELECT u.line, ${USED.map((id) => `c."rate_${id}"`).join(', ')}
    FROM ${usagesToSql(usages, model.facets)}
    LEFT JOIN ${cellsToSql(model.cells, model.facets)}
      ON ${[...matches, 'u.instant >= c.starts', 'u.instant < c.ends'].join(' AND ')}
      AND (c.low IS NULL OR (${sum}) > c.low OR (NOT c.low_after AND (${sum}) = c.low))
      AND (c.high IS NULL OR (${sum}) < c.high OR (c.high_after AND (${sum}) = c.high))
    ORDER BY u.line`)
}

function classifyInCore(table: RateTable, name: string, { at, counts, facets }: Row) {
  const quantities = Object.entries(counts).map(([id, count]) => [
    id,
    { ...exactly(rational(count)), basis: 'reported' },
  ])
  const usage: Usage = {
    at: new Date(at).toISOString(),
    grain: 'request',
    requests: rational(1),
    model: name,
    facets,
    dimensions: {},
    quantities: Object.fromEntries(quantities),
    issues: [],
  }
  const receipt = rate(usage, [table], { id: 'sql', engine: '0.0.0' })
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.issues))
  return Object.fromEntries(receipt.value.lines.map(({ meter, rates }) => [`rate_${meter}`, rates[0]?.id ?? null]))
}

const near = (value: number) => fc.integer({ min: value - 2, max: value + 2 })
const count = fc.oneof(fc.constant(0), fc.nat(5000), near(128_000), near(256_000), near(1_000_000))
const from = Date.parse('2026-08-01T00:00:00Z')
const usages = fc.array(
  fc.record({
    at: fc
      .oneof(fc.integer({ min: 0, max: 30 * 24 * 60 - 1 }), fc.constantFrom(0, 15 * 24 * 60 + 16 * 60))
      .map((minute) => from + minute * 60_000),
    counts: fc.record(Object.fromEntries(USED.map((id) => [id, count])), { requiredKeys: [] }),
    facets: fc.record(
      { thinking: fc.constantFrom('off', 'on'), batch: fc.constantFrom('off', 'batch') },
      { requiredKeys: [] },
    ),
  }),
  { minLength: 1, maxLength: 40 },
)

describe('law 10: SQL finds the cell that core finds', () => {
  const cases = [
    ['qwen-plus-cn', 'qwen-plus'],
    ['omni-cn', 'qwen3-omni-flash'],
    ['batch-cn', 'qwen3.7-max'],
    ['off-peak-international', 'v4-pro'],
  ] as const
  it.each(cases)('%s', async (file, name) => {
    const table = compileTariff(readTariff(file), { horizon: { from, until: from + 30 * 86_400_000 } })
    await fc.assert(
      fc.asyncProperty(usages, async (generated) => {
        const asked = generated.filter(({ counts }) => Object.keys(counts).length > 0)
        fc.pre(asked.length > 0)
        const found = await classifyInSql(table, name, asked)
        expect(found.map(({ line }) => Number(line))).toEqual(asked.map((_, at) => at))
        for (const [at, row] of asked.entries()) {
          const isCovered = row.facets.batch !== 'batch' || table.models.get(name)?.facets.includes('batch')
          if (isCovered) expect(found[at]).toMatchObject(classifyInCore(table, name, row))
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('one condition, two engines', () => {
  const { condition } = fc.letrec((tie) => ({
    operand: fc.oneof(
      fc.record({ meter: fc.constantFrom(...USED) }),
      fc.record({ sum: fc.array(fc.constantFrom(...USED), { maxLength: 3 }) }),
      fc.record({ value: fc.constantFrom('0', '1', '2.5', '128000') }),
    ),
    condition: fc.oneof(
      { depthSize: 'small' },
      fc.record({ known: fc.constantFrom(...USED) }),
      fc.record({ facet: fc.constantFrom('thinking', 'batch'), is: fc.constantFrom('on', 'off', "o'clock") }),
      fc.record({
        compare: fc.constantFrom('gt', 'ge', 'lt', 'le', 'eq'),
        left: tie('operand'),
        right: tie('operand'),
      }),
      fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  }))

  it('says the same in JS and in DuckDB', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { minLength: 1, maxLength: 20 }), usages, async (generated, [row]) => {
        const trees = generated as Parameters<typeof conditionToFunction>[0][]
        if (!row) return
        const inJs = trees.map((tree) =>
          conditionToFunction(tree)({
            quantity: (id) => (row.counts[id] === undefined ? undefined : rational(row.counts[id])),
            facet: (name) => (row.facets as Row['facets'])[name],
          }),
        )
        const selected = trees.map((tree, at) => `${conditionToSql(tree, columns)} AS c${at}`).join(', ')
        const [inSql = {}] = await rows(`SELECT ${selected} FROM ${usagesToSql([row], ['thinking', 'batch'])}`)
        expect(Object.values(inSql)).toEqual(inJs)
      }),
      { numRuns: 60 },
    )
  })
})
