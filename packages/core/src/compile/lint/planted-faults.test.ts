import { describe, expect, it } from 'vitest'
import type { Modifier, Rate, RateCard, Tariff } from '../../tariff/tariff.ts'
import { aCard, aRate, aTariff } from '../../testing/a-tariff.ts'
import { lintTariff } from '../lint-tariff.ts'

/** Faults that were found in the price books of others, each planted in a list that has no other. */

const perMillion = (meter: Rate['meter'], price: string, rate: Partial<Rate> = {}) =>
  aRate({ meter, price, per: '1000000', ...rate })

const text = (input: string, output: string) => [perMillion('input_tokens', input), perMillion('output_tokens', output)]

const models = (...cards: readonly (Partial<RateCard> & Pick<RateCard, 'rates'>)[]): readonly RateCard[] =>
  cards.map((card, at) =>
    aCard({ id: `m${at}@1`, model: `model-${at}`, effective: { observed: ['2026-05-16'] }, ...card }),
  )

const sound = models(
  { rates: text('0.8', '2') },
  { rates: text('2.4', '9.6') },
  { rates: text('0.3', '0.6') },
  { rates: [...text('4', '12'), aRate({ meter: 'images', price: '0.2' })] },
  { rates: [aRate({ meter: 'images', price: '0.14' })] },
  { rates: [aRate({ meter: 'images', price: '0.5' })] },
  { rates: [aRate({ meter: 'images', price: '0.04' })] },
)

const found = (tariff: Partial<Tariff>, plant: readonly RateCard[]): readonly string[] => {
  const { errors, warnings } = lintTariff(aTariff({ cards: [...sound, ...plant], ...tariff }))
  return [...errors, ...warnings].map(({ code, params }) => `${code} ${params.card}`)
}

const odd = (...rates: readonly Rate[]): RateCard =>
  aCard({ id: 'odd@1', model: 'odd', effective: { observed: ['2026-05-16'] }, rates })

/** What another source shows of the same model on the same day. */
const beside = (...rates: readonly Rate[]): RateCard => ({ ...odd(...rates), id: 'odd@console', partial: true })

const batch = (price: string) => perMillion('input_tokens', price, { when: { batch: 'batch' } })

it('finds nothing in the list without a fault', () => {
  expect(found({}, [])).toEqual([])
})

describe('T28: a batch price that is not below the standard one', () => {
  it.each([
    ['on one card', [odd(...text('1', '4'), batch('1'))], 'odd@1'],
    [
      'on a card of another source',
      [{ ...odd(...text('1', '4')), partial: true }, beside(batch('1.5'))],
      'odd@console',
    ],
  ])('%s', (_where, cards, card) => {
    expect(found({}, cards)).toEqual([`lint-batch-not-below-standard ${card}`])
  })

  const half = {
    id: 'half',
    name: { en: 'Half', zh: '半价' },
    when: { batch: 'batch' },
    meters: ['input_tokens'],
    models: ['odd'],
    factor: '0.5',
    order: 1,
    source: 'page',
  } as const satisfies Modifier

  it.each([
    ['a modifier halves it', { alsoExplicit: true }, []],
    [
      'a modifier has halved it since a stated day',
      { alsoExplicit: true, effective: { from: '2026-01-01T00:00:00+08:00' } },
      [],
    ],
    ['a modifier takes nothing off', { alsoExplicit: true, factor: '1' }, ['lint-batch-not-below-standard odd@1']],
    ['the modifier is in the price already', {}, ['lint-batch-not-below-standard odd@1']],
    ['it is of another model', { alsoExplicit: true, models: ['model-1'] }, ['lint-batch-not-below-standard odd@1']],
    [
      'it is over',
      { alsoExplicit: true, effective: { observed: ['2026-05-01'] } },
      ['lint-batch-not-below-standard odd@1'],
    ],
  ])('printed at the standard price, where %s', (_why, modifier, told) => {
    const modifiers = [{ ...half, ...modifier }]
    const own = found({ modifiers }, [odd(...text('1', '4'), batch('1'))])
    expect(own.filter((warning) => !warning.startsWith('lint-batch-factor'))).toEqual(told)
  })

  it('but not where it saves', () => {
    expect(found({}, [{ ...odd(...text('1', '4')), partial: true }, beside(batch('0.5'))])).toEqual([])
  })
})

describe('T29: a price for a million tokens entered for a thousand, or for one', () => {
  it.each([
    ['per token', '1'],
    ['per 1,000', '1000'],
  ])('%s', (_name, per) => {
    expect(found({}, [odd(perMillion('input_tokens', '2'), perMillion('output_tokens', '8', { per }))])).toEqual([
      'lint-price-off-siblings odd@1',
    ])
  })

  it('in a list of one model, where either can be the wrong one', () => {
    const cards = [odd(perMillion('input_tokens', '2'), aRate({ meter: 'output_tokens', price: '8' }))]
    expect(found({ cards }, [])).toEqual(['lint-price-off-siblings odd@1', 'lint-price-off-siblings odd@1'])
  })
})

describe('T30: a price for an image in a field for a million', () => {
  it('of images', () => {
    expect(found({}, [odd(perMillion('images', '0.2'))])).toEqual(['lint-price-off-siblings odd@1'])
  })
})

describe('T31: unlikely relations of prices', () => {
  it.each([
    [
      'cached above input',
      [odd(...text('1', '4'), perMillion('cache_read_tokens', '1.1'))],
      'lint-cached-above-input odd@1',
    ],
    [
      'cached above the input of another source',
      [{ ...odd(...text('1', '4')), partial: true }, beside(perMillion('cache_read_tokens', '1.1'))],
      'lint-cached-above-input odd@console',
    ],
    ['output below input', [odd(...text('1', '0.9'))], 'lint-output-below-input odd@1'],
  ])('%s', (_name, cards, told) => {
    expect(found({}, cards)).toEqual([told])
  })
})

describe('T32: two spellings of one model with different prices', () => {
  it.each(['Model-0', 'model_0', 'model.0'])('%s', (model) => {
    expect(found({}, [aCard({ id: 'odd@1', model, rates: text('9', '9') })])).toEqual(['lint-name-spelling odd@1'])
  })
})
