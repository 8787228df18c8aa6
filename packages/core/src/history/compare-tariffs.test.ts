import { describe, expect, it } from 'vitest'
import { formatTier } from '../compile/tier.ts'
import { formatExact } from '../number/rational.ts'
import type { Tariff } from '../tariff/tariff.ts'
import { aCard, aModifier, aRate, aTariff } from '../testing/a-tariff.ts'
import { compareTariffs, type PriceChange } from './compare-tariffs.ts'

const AT = Date.parse('2026-01-15T04:00:00Z')
const compare = (before: Partial<Tariff>, after: Partial<Tariff>) => compareTariffs(aTariff(before), aTariff(after), AT)

const told = ({ kind, meter, facets, tier, before, after, share }: PriceChange): string =>
  [
    kind,
    meter,
    ...Object.entries(facets).map((pair) => pair.join('=')),
    tier.from || tier.until ? formatTier(tier) : '',
    before ? (before.printed.price ?? 'steps') : '—',
    after ? (after.printed.price ?? 'steps') : '—',
    share ? formatExact(share) : '',
  ]
    .filter(Boolean)
    .join(' ')

const changes = (before: Partial<Tariff>, after: Partial<Tariff>) => compare(before, after).changes.map(told)
const priced = (...rates: readonly Partial<Parameters<typeof aRate>[0]>[]): Partial<Tariff> => ({
  cards: [aCard({ rates: rates.map((rate) => aRate(rate)) })],
})

it('finds nothing where only the unit differs', () => {
  expect(compare(priced({ price: '1', per: '1000' }), priced({ price: '1000', per: '1000000' }))).toMatchObject({
    changes: [],
    added: [],
    removed: [],
    same: 1,
  })
})

describe('what a price became', () => {
  it.each([
    ['up', priced({ price: '2' }), priced({ price: '3' }), ['up input_tokens 2 3 0.5']],
    ['down', priced({ price: '3' }), priced({ price: '2' }), ['down input_tokens 3 2 -1/3']],
    ['no longer free', priced({ price: '0' }), priced({ price: '2' }), ['up input_tokens 0 2']],
    ['in another currency', priced({}), { ...priced({}), currency: 'USD' }, ['changed input_tokens 1 1']],
    ['with a minimum', priced({}), priced({ minimum: '10' }), ['changed input_tokens 1 1']],
    ['of another meter', priced({}), priced({}, { meter: 'images' }), ['added images — 1']],
    ['of one meter less', priced({}, { meter: 'images' }), priced({}), ['removed images 1 —']],
  ])('%s', (_name, before, after, expected) => {
    expect(changes(before, after)).toEqual(expected)
  })

  it('in steps', () => {
    const steps = (price: string) => ({
      steps: { scope: 'request' as const, mode: 'whole' as const, steps: [{ price }] },
    })
    expect(changes(priced(steps('1')), priced(steps('2')))).toEqual(['changed input_tokens steps steps'])
    expect(changes(priced(steps('1')), priced(steps('1')))).toEqual([])
  })

  it('under a promotion', () => {
    expect(changes(priced({}), { ...priced({}), modifiers: [aModifier({})] })).toEqual(['down input_tokens 1 1 -0.5'])
  })

  it('where it is listed no more', () => {
    const effective = { observed: ['2026-01-01'], absent: '2026-01-10' }
    const images = aCard({ id: 'm@2', effective: { observed: ['2026-01-12'] }, rates: [aRate({ meter: 'images' })] })
    const gone = { cards: [aCard({ effective, partial: true }), { ...images, partial: true }] }
    const [change] = compare(priced({}), gone).changes.filter(({ kind }) => kind === 'removed')
    expect(change).toMatchObject({ meter: 'input_tokens', reason: 'no-longer-listed' })
  })
})

describe('prices that one list tells apart and the other does not', () => {
  const output = (price: string, when?: Readonly<Record<string, string>>) => ({
    meter: 'output_tokens' as const,
    price,
    ...(when && { when }),
  })

  it('by a facet whose silence means one price', () => {
    const after = priced(output('1', { thinking: 'off' }), output('4', { thinking: 'on' }))
    expect(changes(priced(output('1')), after)).toEqual(['up output_tokens thinking=on 1 4 3'])
    expect(changes(after, priced(output('1')))).toEqual(['down output_tokens thinking=on 4 1 -0.75'])
  })

  it('by a facet whose silence means no price', () => {
    const after = priced(output('1'), output('0.5', { batch: 'batch' }))
    expect(changes(priced(output('1')), after)).toEqual(['added output_tokens batch=batch — 0.5'])
  })

  it('by tiers', () => {
    const tiered = {
      cards: [
        aCard({
          selector: ['input_tokens'],
          rates: [aRate({ price: '1', tier: { gt: '0', le: '10' } }), aRate({ price: '3', tier: { gt: '10' } })],
        }),
      ],
    }
    expect(changes(priced({ price: '2' }), tiered)).toEqual([
      'down input_tokens 0 < n <= 10 2 1 -0.5',
      'up input_tokens 10 < n 2 3 0.5',
    ])
  })
})

it('names models that only one list prices, and orders changes by their size', () => {
  const card = (model: string, price: string) => aCard({ id: `${model}@1`, model, rates: [aRate({ price })] })
  const found = compare(
    { cards: [card('a', '10'), card('b', '10'), card('old', '1'), card('c', '10')] },
    { cards: [card('a', '11'), card('b', '2'), card('new', '1'), card('c', '15')] },
  )
  expect(found).toMatchObject({ added: ['new'], removed: ['old'] })
  expect(found.changes.map(({ model }) => model)).toEqual(['b', 'c', 'a'])
})
