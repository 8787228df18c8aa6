import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import clean from '../compile/lint/clean-tariff.json' with { type: 'json' }
import { readJson } from '../json/read-json.ts'
import { readInstant, startOfDay } from '../period/instant.ts'
import type { Issue } from '../result.ts'
import { parseTariff } from './parse-tariff.ts'
import { day, instant } from './text-schemas.ts'

/** Data that a test may break at will. */
// biome-ignore lint/suspicious/noExplicitAny: a planted fault has no type
type Loose = any

const broken = (plant: (tariff: Loose) => unknown): Loose => {
  const tariff = structuredClone(clean) as Loose
  plant(tariff)
  return tariff
}
const issuesOf = (json: unknown): readonly Issue[] => {
  const result = parseTariff(json)
  return result.ok ? [] : result.issues
}
const asRead = (text: string): unknown => {
  const read = readJson(text)
  if (!read.ok) throw new Error(JSON.stringify(read.issues))
  return read.value
}

describe('tariffs of the right shape', () => {
  const folders = [
    '../../tariffs/alibaba-model-studio/',
    '../../tariffs/atomgit-ai/',
    '../../../../conformance/tariffs/',
  ]
  const files = folders.flatMap((folder) => {
    const url = new URL(folder, import.meta.url)
    return readdirSync(url).map((file) => new URL(file, url))
  })
  it.each(files.map((file) => [file.pathname.split('/').slice(-2).join('/'), file] as const))(
    '%s is read as it is',
    (_, file) => {
      const text = readFileSync(file, 'utf8')
      expect(parseTariff(JSON.parse(text))).toEqual({ ok: true, value: JSON.parse(text) })
      expect(parseTariff(asRead(text))).toEqual({ ok: true, value: JSON.parse(text) })
    },
  )
})

describe('one issue at one place', () => {
  const cases: readonly [expected: Issue, plant: (tariff: Loose) => unknown][] = [
    [
      {
        code: 'shape-missing-field',
        path: '/currency',
        params: { field: 'currency', expected: 'currency', candidates: [] },
      },
      (t) => delete t.currency,
    ],
    [
      {
        code: 'shape-missing-field',
        path: '/cards/0/rates/1/meter',
        params: { field: 'meter', expected: 'meter', candidates: expect.arrayContaining(['images']) },
      },
      (t) => delete t.cards[0].rates[1].meter,
    ],
    [
      {
        code: 'shape-unknown-field',
        path: '/cards/0/rates/0/prices',
        params: { field: 'prices', candidates: expect.arrayContaining(['price', 'per']) },
      },
      (t) => Object.assign(t.cards[0].rates[0], { prices: '1' }),
    ],
    [
      {
        code: 'shape-unknown-field',
        path: '/fallbacks/thoughts',
        params: { field: 'thoughts', candidates: expect.arrayContaining(['images']) },
      },
      (t) => Object.assign(t.fallbacks, { thoughts: 'output_tokens' }),
    ],
    [
      {
        code: 'shape-wrong-type',
        path: '/cards/0/rates/0/price',
        params: { expected: 'decimal', came: '0.9', candidates: [] },
      },
      (t) => Object.assign(t.cards[0].rates[0], { price: 0.9 }),
    ],
    [
      {
        code: 'shape-wrong-type',
        path: '/cards/0',
        params: { expected: 'object', came: '[…]', candidates: [] },
      },
      (t) => Object.assign(t.cards, { 0: [] }),
    ],
    [
      { code: 'shape-wrong-type', path: '/sources', params: { expected: 'object', came: 'null', candidates: [] } },
      (t) => Object.assign(t, { sources: null }),
    ],
    ...['1e3', '-1', '01', '+1', '.5', '1.', '', '1,5', '１', 'NaN', '1'.repeat(31)].map(
      (price): [Issue, (tariff: Loose) => unknown] => [
        {
          code: 'shape-invalid-value',
          path: '/cards/0/rates/0/price',
          params: { expected: 'decimal', came: price, candidates: [] },
        },
        (t) => Object.assign(t.cards[0].rates[0], { price }),
      ],
    ),
    [
      {
        code: 'shape-invalid-value',
        path: '/cards/0/rates/0/per',
        params: { expected: 'positive-decimal', came: '0.00', candidates: [] },
      },
      (t) => Object.assign(t.cards[0].rates[0], { per: '0.00' }),
    ],
    [
      {
        code: 'shape-invalid-value',
        path: '/sources/page/checked',
        params: { expected: 'day', came: '2026-02-29', candidates: [] },
      },
      (t) => Object.assign(t.sources.page, { checked: '2026-02-29' }),
    ],
    [
      {
        code: 'shape-invalid-value',
        path: '/cards/0/effective/from',
        params: { expected: 'instant', came: '2025-09-01T00:00:00', candidates: [] },
      },
      (t) => Object.assign(t.cards[0].effective, { from: '2025-09-01T00:00:00' }),
    ],
    [
      {
        code: 'shape-invalid-value',
        path: '/pricingInstant',
        params: { expected: 'one-of', came: 'begin', candidates: ['start', 'end', 'submitted', 'settled'] },
      },
      (t) => Object.assign(t, { pricingInstant: 'begin' }),
    ],
    [
      { code: 'shape-invalid-value', path: '/sources/a b', params: { expected: 'id', came: 'a b', candidates: [] } },
      (t) => Object.assign(t.sources, { 'a b': t.sources.page }),
    ],
    [
      {
        code: 'shape-invalid-value',
        path: '/facets/constructor',
        params: { expected: 'id', came: 'constructor', candidates: [] },
      },
      (t) => Object.assign(t.facets, { constructor: t.facets.resolution }),
    ],
    [
      {
        code: 'shape-unknown-field',
        path: '/sources/a~1b/x',
        params: { field: 'x', candidates: ['url', 'title', 'quote', 'checked', 'evidence'] },
      },
      (t) => Object.assign(t.sources, { 'a/b': { ...t.sources.page, x: 1 } }),
    ],
    [
      {
        code: 'shape-invalid-value',
        path: '/facets/modality/cases/0/when/any/0/compare',
        params: { expected: 'one-of', came: 'above', candidates: ['gt', 'ge', 'lt', 'le', 'eq'] },
      },
      (t) => Object.assign(t.facets.modality.cases[0].when.any[0], { compare: 'above' }),
    ],
    [
      {
        code: 'shape-missing-field',
        path: '/facets/modality/cases/0/when/any/0/right',
        params: { field: 'right', expected: 'operand', candidates: [] },
      },
      (t) => delete t.facets.modality.cases[0].when.any[0].right,
    ],
    [
      {
        code: 'shape-invalid-value',
        path: '/facets/modality/cases/0/when/any/1/all/1/not',
        params: { expected: 'condition', came: '{…}', candidates: [] },
      },
      (t) => Object.assign(t.facets.modality.cases[0].when.any[1].all[1], { not: {} }),
    ],
    [
      {
        code: 'shape-wrong-type',
        path: '/facets/modality/cases/0/when',
        params: { expected: 'condition', came: 'true', candidates: [] },
      },
      (t) => Object.assign(t.facets.modality.cases[0], { when: true }),
    ],
    [
      { code: 'shape-too-large', path: '/cards/0/rates', params: { what: 'items', limit: '500', came: '501' } },
      (t) => Object.assign(t.cards[0], { rates: Array.from({ length: 501 }, () => t.cards[0].rates[0]) }),
    ],
    [
      {
        code: 'shape-too-large',
        path: '/sources/page/quote',
        params: { what: 'characters', limit: '4000', came: '4001' },
      },
      (t) => Object.assign(t.sources.page, { quote: 'x'.repeat(4001) }),
    ],
    [
      {
        code: 'lint-unknown-source',
        path: '/cards/0/source',
        params: { source: 'pag', owner: 'thinker@1', candidates: ['page', 'notice'] },
      },
      (t) => Object.assign(t.cards[0], { source: 'pag' }),
    ],
  ]
  it.each(cases)('$code $path', (expected, plant) => {
    const sources = JSON.stringify(broken(plant))
    expect(issuesOf(broken(plant))).toEqual([expected])
    expect(issuesOf(asRead(sources))).toEqual([expected])
  })
})

describe('what came as no JSON document of ours', () => {
  it.each([undefined, null, 1, 'x', [], true, () => 1, Symbol('x'), 10n, new Date()])('%o', (json) => {
    expect(issuesOf(json).length).toBeGreaterThan(0)
    expect(issuesOf(json)[0]?.path).not.toContain('undefined')
  })

  it('all issues at once', () => {
    expect(issuesOf({}).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/schema', '/id', '/sources', '/cards']),
    )
  })

  it('numbers keep their text', () => {
    const text = JSON.stringify(clean)
      .replace('"price":"0.9"', '"price":9007199254740993')
      .replace('"order":2', '"order":1.50')
    expect(issuesOf(asRead(text)).map(({ path, params }) => [path, params.expected, params.came])).toEqual([
      ['/modifiers/1/order', 'integer', '1.50'],
      ['/cards/0/rates/0/price', 'decimal', '9007199254740993'],
    ])
  })

  it('keys of the prototype are keys like any other, and __proto__ is none', () => {
    const text = JSON.stringify(clean).replace(
      '"scope":',
      '"__proto__":{"cards":[]},"constructor":1,"toString":{"a":1},"scope":',
    )
    for (const json of [asRead(text), JSON.parse(text)])
      expect(issuesOf(json).map(({ code, path }) => `${code} ${path}`)).toEqual([
        'shape-unknown-field /__proto__',
        'shape-unknown-field /constructor',
        'shape-unknown-field /toString',
      ])
    expect(issuesOf({ ...clean, scope: { toString: 1 } })).toMatchObject([{ path: '/scope', params: { came: '{…}' } }])
    expect(({} as Loose).cards).toBeUndefined()
  })

  it('members that are undefined are not there', () => {
    expect(parseTariff({ ...clean, scope: undefined }).ok).toBe(true)
  })
})

describe('hostile documents', () => {
  const quickly = (json: unknown): readonly Issue[] => {
    const start = performance.now()
    const issues = issuesOf(json)
    expect(performance.now() - start).toBeLessThan(10_000)
    expect(issues.length).toBeLessThanOrEqual(101)
    expect(JSON.stringify(issues).length).toBeLessThan(100_000)
    return issues
  }
  const nested = (depth: number): unknown => {
    let tree: unknown = { known: 'images' }
    for (let at = 0; at < depth; at++) tree = { not: tree }
    return tree
  }

  it('an array of 200,000', () => {
    for (const item of [1, {}, clean.cards[0]])
      expect(quickly({ ...clean, cards: Array.from({ length: 200_000 }, () => item) })).toMatchObject([
        { code: 'shape-too-large', path: '/cards', params: { what: 'items', came: '200000' } },
      ])
  })

  it('a deep condition', () => {
    const facet = (depth: number) => ({
      ...clean,
      facets: {
        ...clean.facets,
        modality: { ...clean.facets.modality, cases: [{ when: nested(depth), is: 'audio' }] },
      },
    })
    expect(quickly(facet(10))).toEqual([])
    expect(quickly(facet(100_000))).toMatchObject([{ code: 'shape-too-large', params: { what: 'depth', limit: '32' } }])
  })

  it('more faults than anyone reads', () => {
    const issues = quickly({
      ...clean,
      cards: Array.from({ length: 10_000 }, () => ({ rates: Array.from({ length: 20 }, () => 0) })),
    })
    expect(issues).toHaveLength(101)
    expect(issues.at(-1)).toMatchObject({ code: 'shape-more-issues' })
  })

  it('a name of a megabyte', () => {
    const name = 'x'.repeat(1_000_000)
    expect(quickly({ ...clean, [name]: 1, sources: { ...clean.sources, [name]: 1 } })).toHaveLength(2)
  })

  it('more values than any document has', () => {
    const cards = Array.from({ length: 10_000 }, () => ({ rates: Array.from({ length: 60 }, () => 0) }))
    expect(quickly({ ...clean, cards })).toMatchObject([
      { code: 'shape-too-large', path: '', params: { what: 'values' } },
    ])
  })

  it('as many cards, names and rates as the shape allows', () => {
    const [card] = clean.cards
    const cards = Array.from({ length: 10_000 }, (_, at) => ({
      ...card,
      id: `c${at}`,
      effective: { observed: [`${1000 + (at % 9000)}-01-01`] },
    }))
    expect(quickly({ ...clean, cards }).length).toBeGreaterThan(0)
    const names = Array.from({ length: 60 }, (_, at) => `f${at}`)
    const facets = Object.fromEntries(
      names.map((name) => [name, { values: ['a', 'b'], default: 'a', uncovered: 'same-price' }]),
    )
    const rates = names.flatMap((one, at) =>
      names
        .slice(at + 1, at + 9)
        .map((other) => ({ meter: 'images', price: '1', per: '1', when: { [one]: 'b', [other]: 'b' } })),
    )
    const wide = Array.from({ length: 40 }, (_, at) => ({ ...card, id: `w${at}`, model: `w${at}`, aliases: [], rates }))
    expect(
      quickly({ ...clean, facets: { ...clean.facets, ...facets }, cards: [...clean.cards, ...wide] }).length,
    ).toBeGreaterThan(0)
  })
})

describe('text', () => {
  const part = (max: number) => fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'))
  const date = fc
    .tuple(fc.integer({ min: 0, max: 9999 }), part(13), part(32))
    .map(([year, ...rest]) => [String(year).padStart(4, '0'), ...rest].join('-'))
  const offsets = fc.oneof(
    fc.constantFrom('Z', 'z', ''),
    fc.tuple(fc.constantFrom('+', '-'), part(25), part(61)).map(([sign, h, m]) => `${sign}${h}:${m}`),
  )
  const hour = part(25).filter((text) => text !== '24')
  const time = fc.tuple(hour, part(61), part(62)).map((parts) => parts.join(':'))

  it('a day is one that exists', () => {
    fc.assert(
      fc.property(date, (text) => {
        expect(day.safeParse(text).success).toBe(startOfDay(text, 0) !== undefined)
      }),
      { numRuns: 2000 },
    )
    for (const year of [1900, 2000, 2023, 2024, 2100, 2400])
      expect(day.safeParse(`${year}-02-29`).success).toBe(startOfDay(`${year}-02-29`, 0) !== undefined)
  })

  it('an instant is one that core reads', () => {
    const text = fc.tuple(
      date,
      fc.constantFrom('T', 't', ' ', '_'),
      time,
      fc.constantFrom('', '.5', '.1234567890'),
      offsets,
    )
    fc.assert(
      fc.property(text, (parts) => {
        expect(instant.safeParse(parts.join('')).success).toBe(readInstant(parts.join('')).ok)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('a tariff that is accepted', () => {
  const horizon = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2026, 0, 3) }
  const places: (string | number)[][] = []
  const walk = (value: unknown, path: (string | number)[]): void => {
    if (path.length > 0) places.push(path)
    if (typeof value !== 'object' || value === null) return
    for (const [key, member] of Object.entries(value)) walk(member, [...path, Array.isArray(value) ? Number(key) : key])
  }
  walk(clean, [])
  const texts = [
    '0',
    '1',
    '0.5',
    '32000',
    'thinker',
    'drawer',
    'page',
    'notice',
    'on',
    'off',
    'batch',
    'hd',
    'night',
    'day',
    'input_tokens',
    'output_tokens',
    'images',
    '2025-11-01',
    '2026-01-01',
    '2026-01-01T00:00:00Z',
    'thinker@1',
    'batch_chat',
    'same-price',
    'unpriced',
  ]
  const change = fc.tuple(
    fc.constantFrom(...places),
    fc.constantFrom('delete', 'copy', 'text'),
    fc.constantFrom(...texts),
    fc.constantFrom(...places),
  )

  it('compiles, whatever was changed in it', () => {
    let accepted = 0
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const tariff = structuredClone(clean) as Loose
        for (const [path, how, text, other] of changes)
          apply(tariff, path, how, how === 'copy' ? at(clean, other) : text)
        const parsed = parseTariff(tariff)
        if (!parsed.ok) return
        accepted++
        for (const allowEvidence of [[], ['derived', 'catalogue']] as const)
          expect(() => compileTariff(parsed.value, { horizon, allowEvidence })).not.toThrow()
      }),
      { numRuns: 3000 },
    )
    expect(accepted).toBeGreaterThan(100)
  })

  const at = (value: Loose, path: readonly (string | number)[]): Loose =>
    path.reduce((current, key) => current?.[key], value)

  function apply(tariff: Loose, path: readonly (string | number)[], how: string, value: unknown): void {
    const parent = at(tariff, path.slice(0, -1))
    const key = path.at(-1)
    if (typeof parent !== 'object' || parent === null || key === undefined) return
    if (how !== 'delete') parent[key] = structuredClone(value)
    else if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
  }
})
