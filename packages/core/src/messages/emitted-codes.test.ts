import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import meters from '../meter/meters.json' with { type: 'json' }
import { tariffFacets } from '../tariff/facet.ts'
import type { Tariff } from '../tariff/tariff.ts'
import mistakes from './en/mistakes.json' with { type: 'json' }
import receipt from './en/receipt.json' with { type: 'json' }
import { en } from './en.ts'

const root = new URL('../', import.meta.url)
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.ts$/.test(file))
const ownText = files
  .filter((file) => file.startsWith('messages/'))
  .map(read)
  .join('\n')
const coreText = files
  .filter((file) => !file.startsWith('messages/'))
  .map(read)
  .join('\n')

const tariffs = readdirSync(new URL('../tariffs/', root), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/.*\.json$/.test(file))
  .map((file): Tariff => JSON.parse(read(`../tariffs/${file}`)))
/** Of core, and of the price lists that come with it. */
const facets: NonNullable<Tariff['facets']> = Object.assign({}, ...tariffs.map(tariffFacets))

/** Codes that core composes; what stands in the hole is one of a closed set. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  '…-steps': ['graduated-steps', 'whole-steps'],
}

const matches = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found)
const literals = (text: string): readonly string[] => matches(text, /'([\w-]+)'/g)
const composed = (text: string): readonly string[] =>
  matches(text, /`([^`]+)`/g).map((template) => template.replaceAll(/\$\{[^}]*\}/g, '…'))

/** The literals of a union type: `export type FreeReason = 'zero-price' | 'allowance'`. */
const members = (type: string): readonly string[] =>
  literals(coreText.match(new RegExp(`export type ${type} =([^\\n]*(?:\\n {2}\\|[^\\n]*)*)`))?.[1] ?? '')

const codeArguments = [
  ...matches(coreText, /\bissue\(\s*([^,)]+)/g),
  ...matches(coreText, /\bcode:\s*([`'](?!custom)[^`']+[`'])/g),
  ...matches(coreText, /('(?:shape|lint)-[\w-]+')/g),
].join('\n')
const explanations = [...members('UnpricedReason'), ...members('NotApplicableReason')]
const reasons = [...explanations, ...members('PricedReason'), ...members('FreeReason')]
const emitted = [
  ...literals(codeArguments),
  ...composed(codeArguments).flatMap((template) => COMPOSED[template] ?? [template]),
  ...explanations,
]
const tables = {
  status: ['priced', 'free', 'unpriced', 'not-applicable'],
  reason: reasons,
  'rounding-mode': members('RoundingMode'),
  basis: members('Basis'),
  kind: members('AllowanceKind'),
  meter: Object.keys(meters),
  expected: literals(matches(coreText, /(?:(?:error|message|expected):|(?:matching|digits)\()\s*('[\w-]+')/g).join()),
  what: [
    ...members('Excess'),
    ...literals(matches(coreText, /#refuse\(('\w+')/g).join()),
    ...literals(matches(coreText, /\bwhat: [^,\n]*\?([^,\n]*),/g).join()),
  ],
  unit: Object.values(meters).map(({ unit }) => unit),
  term: [...literals(matches(coreText, /\bterm: ('[\w-]+')/g).join()), 'month'],
  facet: [...Object.keys(facets), 'context_tier', 'currency'],
}
const named = Object.entries(tables).flatMap(([table, names]) => names.map((name) => `${table}.${name}`))
const codes = new Set(Object.keys(en))
/** Values whose words say more than themselves; of the others the facet and the value are told. */
const values = [
  ...Object.entries(facets).flatMap(([name, facet]) => facet.values.map((value) => `facet.${name}.${value}`)),
  'facet-value.unstated',
]

describe('messages and the codes of core', () => {
  it('the sources are read', () => {
    expect(emitted).toEqual(
      expect.arrayContaining(['json-syntax', 'context-may-be-exceeded', 'rounding', 'whole-steps']),
    )
    expect(members('UnpricedReason')).toHaveLength(11)
    expect(Object.values(tables).every((names) => names.length >= 2)).toBe(true)
  })

  it('every code, reason and name has a message', () => {
    expect([...emitted, ...named].filter((code) => !codes.has(code))).toEqual([])
  })

  it('every message has a code', () => {
    const fragments = literals(ownText.replaceAll(/'([a-z]+)\.([a-z]+)'/g, "'$1__$2'")).map((code) =>
      code.replace('__', '.'),
    )
    const used = new Set([...emitted, ...named, ...values, ...fragments])
    expect([...codes].filter((code) => !used.has(code))).toEqual([])
  })

  it('what a receipt says is apart from what is refused', () => {
    const { expected, what, ...words } = tables
    const ofReceipts = Object.entries(words).flatMap(([table, names]) => names.map((name) => `${table}.${name}`))
    const missing = [...ofReceipts, ...explanations].filter((code) => !Object.hasOwn(receipt, code))
    expect(missing).toEqual([])
    expect(Object.keys(en).filter((code) => Object.hasOwn(receipt, code) && Object.hasOwn(mistakes, code))).toEqual([])
    expect(expected.concat(what).filter((name) => Object.hasOwn(receipt, `expected.${name}`))).toEqual([])
  })

  it('every explanation has its golden sentences', () => {
    const golden = literals(matches(read('messages/explain-line.test.ts'), /\bcode: ('[^']+')/g).join())
    const codesOfLines = [
      ...explanations,
      'quantity-times-price',
      'range-over-tiers',
      'allowance-covers-all',
      'rounding',
    ]
    const missing = [...codesOfLines, ...(COMPOSED['…-steps'] ?? [])].filter((code) => !golden.includes(code))
    expect(missing).toEqual([])
  })
})
