import './bundled.ts'
import { expect, it } from 'vitest'
import type { Facet } from '../tariff/tariff.ts'
import { aCard, aModifier, aRate, aTariff, aUsage, exact, receiptOf } from '../testing/a-tariff.ts'
import { receiptFacets } from './receipt-facets.ts'

const resolution: Facet = { values: ['unstated', '720P'], default: 'unstated', uncovered: 'same-price' }
const speed: Facet = { values: ['slow', 'fast'], default: 'slow', uncovered: 'same-price' }
const tariff = aTariff({
  facets: { resolution, speed },
  modifiers: [aModifier({ meters: ['output_tokens'], when: { batch: 'batch' } })],
  cards: [
    aCard({
      rates: [
        aRate(),
        aRate({ price: '2', when: { thinking: 'on' } }),
        aRate({ meter: 'output_tokens', when: { resolution: '720P' } }),
        aRate({ meter: 'characters', when: { speed: 'fast' } }),
      ],
    }),
  ],
})
const told = (facets: Readonly<Record<string, string>>, ...meters: readonly ('input_tokens' | 'output_tokens')[]) =>
  receiptFacets(receiptOf(tariff, aUsage(Object.fromEntries(meters.map((id) => [id, exact(1)])), { facets })), 'en')

it('are silent where nothing was stated and no price depends on any', () => {
  expect(told({}, 'input_tokens')).toEqual([])
})

it('tell what was stated, and what chose a price or a change of it', () => {
  expect(told({ thinking: 'on' }, 'input_tokens')).toEqual(['thinking'])
  expect(told({ thinking: 'off' }, 'input_tokens')).toEqual(['not thinking'])
  expect(told({ resolution: '720P', batch: 'batch' }, 'output_tokens')).toEqual(['resolution 720P', 'batch'])
})

it('tell what would have chosen the price that is missing', () => {
  expect(told({}, 'output_tokens')).toEqual(['resolution not stated'])
})

it('tell the tier by which a price was chosen', () => {
  const rates = [aRate({ tier: { le: '1000' } }), aRate({ price: '2', tier: { gt: '1000' } })]
  const receipt = receiptOf(
    aTariff({ cards: [aCard({ selector: ['input_tokens'], rates })] }),
    aUsage({ input_tokens: exact(1) }),
  )
  expect(receiptFacets(receipt, 'zh')).toEqual(['阶梯 n ≤ 1,000'])
})
