import { expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import { formatExact } from '../number/rational.ts'
import { formatInstant } from '../period/instant.ts'
import type { Tariff } from '../tariff/tariff.ts'
import { aCard, aRate, aTariff, aUsage, between, codesOf, exact, told } from '../testing/a-tariff.ts'
import type { Usage } from '../usage/usage.ts'
import { compareUsage } from './compare-usage.ts'

const AT = Date.parse('2026-01-15T04:00:00Z')
const horizon = { from: AT, until: AT + 1 }
const table = (tariff: Partial<Tariff>) => compileTariff(aTariff(tariff), { horizon })
const priced = (price: string, more: Partial<Tariff> = {}) =>
  table({ cards: [aCard({ rates: [aRate({ price, per: '1000000' })] })], ...more })

function compare(before: ReturnType<typeof table>, after: ReturnType<typeof table>, usages: readonly Usage[]) {
  const comparer = compareUsage(before, after, AT)
  const codes = usages.flatMap((usage) => codesOf(comparer.add(usage)))
  const { totals, models, uncompared, records, complete, unrated } = comparer.result()
  return {
    codes,
    totals: totals.map(({ currency, before: a, after: b, difference }) => [
      currency,
      told(a),
      told(b),
      told(difference),
    ]),
    models: models.map(({ model, records: count, difference }) => [model, formatExact(count), told(difference)]),
    uncompared: uncompared.map(({ model, meter, unpriced, reason, quantity, amounts }) =>
      [
        model,
        meter,
        unpriced,
        reason,
        told(quantity),
        ...amounts.map((one) => `${told(one.amount)} ${one.currency}`),
      ].join(' '),
    ),
    counts: [formatExact(records), formatExact(complete), formatExact(unrated)],
  }
}

it('adds up exactly what a change does, whenever the usage was', () => {
  const usages = Array.from({ length: 3 }, () => aUsage({ input_tokens: exact('1') }, { at: '2020-01-01T00:00:00Z' }))
  expect(compare(priced('1'), priced('3'), usages)).toEqual({
    codes: [],
    totals: [['CNY', '0.000003', '0.000009', '0.000006']],
    models: [['m', '3', '0.000006']],
    uncompared: [],
    counts: ['3', '3', '0'],
  })
})

it('keeps ranges ordered where the price falls', () => {
  const usage = aUsage({ input_tokens: between('1000000', '2000000', '3000000') })
  expect(compare(priced('3'), priced('1'), [usage]).totals).toEqual([
    ['CNY', ['3', '6', '9'], ['1', '2', '3'], ['-6', '-4', '-2']],
  ])
})

it('never counts what has no price as 0', () => {
  const usage = aUsage({ input_tokens: exact('1000000'), images: exact('2') })
  const withImages = table({
    cards: [aCard({ rates: [aRate({ price: '3', per: '1000000' }), aRate({ meter: 'images', price: '5' })] })],
  })
  expect(compare(priced('1'), withImages, [usage, usage])).toEqual({
    codes: [],
    totals: [['CNY', '2', '6', '4']],
    models: [['m', '2', '4']],
    uncompared: ['m images before no-rate 4 20 CNY'],
    counts: ['2', '0', '0'],
  })
})

it('names a model that one list does not have, and one that neither has', () => {
  const other = table({ cards: [aCard({ id: 'n@1', model: 'n' })] })
  const usages = [aUsage({ input_tokens: exact('5') }), aUsage({ input_tokens: exact('1') }, { model: 'x' })]
  const found = compare(priced('1000000'), other, usages)
  expect(found.uncompared).toEqual([
    'm input_tokens after unknown-model 5 5 CNY',
    'x input_tokens both unknown-model 1',
  ])
  expect(found.codes).toEqual([])
  expect(found.counts).toEqual(['1', '0', '1'])
})

it('refuses what a list that has the model refuses', () => {
  const bad = aUsage({ input_tokens: exact('5') }, { facets: { batch: 'nope' } })
  const found = compare(priced('1'), priced('2'), [bad])
  expect([found.codes, found.counts]).toEqual([['invalid-facet-value'], ['0', '0', '0']])
})

it.each([
  [['2026-10-01T00:00:00+08:00', '2026-10-31T23:59:59+08:00'], '2026-09-30T16:00:00Z 2026-10-31T15:59:59Z 2026-10'],
  [['2026-10-31T23:00:00Z', '2026-10-02T00:00:00Z'], '2026-10-02T00:00:00Z 2026-10-31T23:00:00Z '],
  [['2026-02-10T00:00:00Z', '2026-02-10T00:00:00Z'], '2026-02-10T00:00:00Z 2026-02-10T00:00:00Z '],
  [['2025-10-01T00:00:00+08:00', '2026-10-31T23:59:59+08:00'], '2025-09-30T16:00:00Z 2026-10-31T15:59:59Z '],
])('tells from when to when the usage was, and whether that is a month: %j', (times, told) => {
  const comparer = compareUsage(priced('1'), priced('2'), AT)
  for (const at of times) comparer.add(aUsage({ input_tokens: exact('5') }, { at }))
  const { period } = comparer.result()
  expect(period && `${formatInstant(period.first)} ${formatInstant(period.last)} ${period.month ?? ''}`).toBe(told)
})

it('knows of no period where no record says when it was', () => {
  const { at: _, ...timeless } = aUsage({ input_tokens: exact('5') })
  const comparer = compareUsage(priced('1'), priced('2'), AT)
  comparer.add(timeless)
  expect(comparer.result().period).toBeUndefined()
})

it('mixes no currencies', () => {
  const found = compare(priced('1'), priced('1', { currency: 'USD' }), [aUsage({ input_tokens: exact('1000000') })])
  expect(found.totals).toEqual([])
  expect(found.uncompared).toEqual(['m input_tokens neither other-currency 1000000 1 CNY 1 USD'])
})
