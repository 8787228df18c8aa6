import { describe, expect, it } from 'vitest'
import type { Caveat } from '../tariff/tariff.ts'
import { aCard, aRate, aTariff, aUsage, between, exact, receiptOf, warningsOf } from '../testing/a-tariff.ts'
import type { Quantities } from '../usage/usage.ts'

const tariffWith = (caveat: Partial<Caveat>) =>
  aTariff({
    cards: [
      aCard({
        selector: ['input_tokens'],
        rates: [aRate(), aRate({ when: { batch: 'batch' } })],
        caveats: [{ note: { en: 'Odd', zh: '存疑' }, source: 'page', ...caveat }],
      }),
    ],
  })

const isTold = (caveat: Partial<Caveat>, quantities: Quantities, facets = {}): boolean =>
  warningsOf(receiptOf(tariffWith(caveat), aUsage(quantities, { facets }))).includes('note')

describe('what a receipt says of a card', () => {
  it('is said of every request, unless the caveat says of which', () => {
    expect(isTold({}, { input_tokens: exact(1) })).toBe(true)
  })

  it.each([
    [{ facet: 'batch', is: 'batch' }, { batch: 'batch' }, true],
    [{ facet: 'batch', is: 'batch' }, {}, false],
    [{ not: { facet: 'batch', is: 'batch' } }, {}, true],
  ] as const)('%j with %j: %s', (when, facets, told) => {
    expect(isTold({ when }, { input_tokens: exact(1) }, facets)).toBe(told)
  })

  const above5 = { compare: 'gt', left: { meter: 'input_tokens' }, right: { value: '5' } } as const
  it.each([
    ['less', exact(5), false],
    ['more', exact(6), true],
    ['perhaps more', between(1, 2, 6), true],
  ])('a quantity: %s', (_, quantity, told) => {
    expect(isTold({ when: above5 }, { input_tokens: quantity })).toBe(told)
  })

  it.each([
    ['below the tier', exact(100), false],
    ['in it', exact(101), true],
    ['at its end', exact(110), true],
    ['above it', exact(111), false],
    ['on both sides of it', between(90, 95, 200), true],
    ['all below it', between(90, 95, 100), false],
  ])('a sum %s', (_, quantity, told) => {
    expect(isTold({ tier: { gt: '100', le: '110' } }, { input_tokens: quantity })).toBe(told)
  })
})
