import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import type { MeterId } from '../meter/meter.ts'
import { addRanges, sumRanges } from '../number/range.ts'
import { formatExact, rational } from '../number/rational.ts'
import type { RatingState } from '../rating/settle.ts'
import type { Result } from '../result.ts'
import type { Rate, Tariff } from '../tariff/tariff.ts'
import {
  AT,
  aCard,
  amountsOf,
  aRate,
  aTariff,
  aUsage,
  codesOf,
  exact,
  NAME,
  OPTIONS,
  receiptOf,
  told,
  totalsOf,
  unwrap,
  warningsOf,
} from '../testing/a-tariff.ts'
import { type EstimateRequest, estimate, estimateTurns, findModel } from './estimate.ts'
import { inputCounterOf } from './find-counter.ts'
import type { RateOptions } from './rate.ts'
import type { Receipt } from './receipt.ts'

type Asked = Partial<EstimateRequest>

const estimated = (tariff: Tariff, request: Asked, options: Partial<RateOptions> = {}): Result<Receipt> =>
  estimate({ model: 'm', at: AT, ...request }, [compileTariff(tariff)], { ...OPTIONS, ...options })

const receipt = (...given: Parameters<typeof estimated>): Receipt => unwrap(estimated(...given))

const tokens = (count: number) => ({ tokens: rational(count) })

const RULE = { source: 'page', text: { chinese: { low: '1', high: '2' }, other: { low: '4', high: '4' } } }

const priced = (
  rates: readonly Rate[],
  card: Partial<Parameters<typeof aCard>[0]> = {},
  tariff: Partial<Tariff> = {},
): Tariff => aTariff({ estimations: { rule: RULE }, cards: [aCard({ rates, estimation: 'rule', ...card })], ...tariff })

const SQUARE = { width: 512, height: 512 }

const MEDIA = {
  source: 'page',
  image: { patch: '32', grid: { maximumPixels: '2621440', minimumTokens: '4', extraTokens: '2' } },
  audio: { tokensPerSecond: '12.5', minimumSeconds: '1' },
}

const withMedia = (rates: readonly Rate[], tariff: Partial<Tariff> = {}, selector?: readonly MeterId[]): Tariff =>
  priced(rates, selector && { selector }, { estimations: { rule: MEDIA }, ...tariff })

const BOTH = [aRate(), aRate({ meter: 'output_tokens', price: '2' })]

const quota = (id: 'input_tokens' | 'output_tokens') =>
  [{ id: 'quota', name: NAME, meters: [id], source: 'page' }] as const

const left = (input: number): RatingState => ({ remaining: { input_tokens: exact(input) }, usedInPeriod: {} })

describe('a call that is about to be made', () => {
  it('costs a range where nobody has counted its text yet, in every tier that it reaches', () => {
    const tiers = [aRate({ price: '1', tier: { le: '100' } }), aRate({ price: '3', tier: { gt: '100' } })]
    const rates = [...tiers, aRate({ meter: 'output_tokens', price: '2' })]
    const tokenRange = { low: rational(90), likely: rational(95), high: rational(110) }
    const answer = receipt(priced(rates, { selector: ['input_tokens'] }), { text: { tokenRange } })
    expect([amountsOf(answer), answer.lines[0]?.quantity.basis]).toEqual([
      { input_tokens: ['90', '95', '330'] },
      'estimated',
    ])
  })

  it('costs its counted text and the output that is stated', () => {
    const answer = receipt(priced(BOTH), { text: tokens(10), outputTokens: rational(3) })
    expect([amountsOf(answer), answer.lines.map(({ quantity }) => quantity.basis)]).toEqual([
      { input_tokens: '10', output_tokens: '6' },
      ['counted', 'estimated'],
    ])
  })

  it('is a range by the rule of thumb where no tokenizer counted it', () => {
    const answer = receipt(priced(BOTH), { text: { scripts: { chinese: 6, other: 0 } } })
    expect([amountsOf(answer), answer.lines[0]?.quantity.basis]).toEqual([
      { input_tokens: ['3', '4', '6'] },
      'estimated',
    ])
  })

  it('without a rule for text, or for images, is refused for every one that is missing', () => {
    const none = aTariff()
    const request = { text: { scripts: { chinese: 6, other: 0 } }, imageSizes: [{ width: 28, height: 28 }] }
    expect(codesOf(estimated(none, request))).toEqual(['no-text-rule', 'no-image-rule'])
    expect(codesOf(estimated(none, { text: tokens(1), imageSizes: request.imageSizes }))).toEqual(['no-image-rule'])
    const heard = { ...request, audioSeconds: [rational(1)] }
    expect(codesOf(estimated(none, heard))).toEqual(['no-text-rule', 'no-image-rule', 'no-audio-rule'])
  })

  it('with nothing in it is refused', () => {
    expect(codesOf(estimated(priced(BOTH), {}))).toEqual(['nothing-to-estimate'])
    expect(codesOf(estimated(priced(BOTH), { requests: 3 }))).toEqual(['nothing-to-estimate'])
  })

  it('of a text without output says that the output is not in it, where output has a price', () => {
    expect(warningsOf(receipt(priced(BOTH), { text: tokens(1) }))).toEqual(['output-not-stated'])
    expect(warningsOf(receipt(priced([aRate()]), { text: tokens(1) }))).toEqual([])
    expect(warningsOf(receipt(priced(BOTH), { text: tokens(1), outputTokens: rational(0) }))).toEqual([])
  })

  it('of images counts the tokens of each size', () => {
    const image = priced(
      [aRate({ meter: 'tokens' })],
      {},
      { estimations: { rule: { source: 'page', image: { patch: '28' } } } },
    )
    const imageSizes = [
      { width: 512, height: 512 },
      { width: 28, height: 28 },
    ]
    expect(amountsOf(receipt(image, { imageSizes }))).toEqual({ tokens: '335' })
  })

  it('has images and audio on meters of their own, which choose the price of the answer', () => {
    const multimodal = {
      values: ['text', 'multimodal'],
      default: 'text',
      uncovered: 'same-price',
      cases: [
        {
          when: {
            compare: 'gt',
            left: { sum: ['input_image_tokens', 'input_audio_tokens'] },
            right: { value: '0' },
          },
          is: 'multimodal',
        },
      ],
    } as const
    const rates = [
      aRate(),
      aRate({ meter: 'input_image_tokens', price: '2' }),
      aRate({ meter: 'input_audio_tokens', price: '3' }),
      aRate({ meter: 'output_tokens', price: '1', when: { input: 'text' } }),
      aRate({ meter: 'output_tokens', price: '5', when: { input: 'multimodal' } }),
    ]
    const omni = withMedia(rates, { facets: { input: multimodal } })
    const asked = { text: tokens(7), outputTokens: rational(1) }
    expect(amountsOf(receipt(omni, asked))).toEqual({ input_tokens: '7', output_tokens: '1' })
    expect(amountsOf(receipt(omni, { ...asked, imageSizes: [SQUARE], audioSeconds: [rational(2)] }))).toEqual({
      input_tokens: '7',
      input_image_tokens: '516',
      input_audio_tokens: '75',
      output_tokens: '5',
    })
    expect(amountsOf(receipt(omni, { ...asked, audioSeconds: [rational(2)] })).output_tokens).toBe('5')
  })

  it('of an image whose tokens have no price of their own charges them as the list says, in the tier of the whole', () => {
    const tiers = [aRate({ price: '1', tier: { le: '300' } }), aRate({ price: '9', tier: { gt: '300' } })]
    const vision = withMedia(tiers, { fallbacks: { input_image_tokens: 'input_tokens' } }, [
      'input_tokens',
      'input_image_tokens',
    ])
    const { input_tokens, input_image_tokens } = amountsOf(receipt(vision, { text: tokens(43), imageSizes: [SQUARE] }))
    expect([input_tokens, input_image_tokens]).toEqual(['387', '2322'])
    expect(amountsOf(receipt(vision, { text: tokens(42), imageSizes: [SQUARE] })).input_image_tokens).toBe('258')
    expect(receipt(withMedia(tiers), { imageSizes: [SQUARE] }).lines[0]?.status).toBe('unpriced')
  })

  it('of audio counts the tokens of each piece, a short one as the shortest', () => {
    const omni = withMedia([aRate({ meter: 'input_audio_tokens' })])
    const asked = { audioSeconds: [rational('0.3'), rational('60.01')], at: '2027-01-15T12:00:00Z' }
    const answer = receipt(omni, asked)
    expect(told(answer.lines[0]?.quantity)).toEqual(['762', '763', '764'])
    expect(answer.lines[0]?.quantity.basis).toBe('estimated')
    expect(warningsOf(answer)).toEqual(['audio-counted', 'audio-counted'])
    expect(answer.warnings[0]?.params).toEqual({
      seconds: '0.3',
      rate: '12.5',
      tokens: '13',
      low: '12',
      high: '13',
      minimum: '1',
    })
  })

  it('of audio that is priced by the second needs no rule', () => {
    const rates = [aRate({ meter: 'audio_seconds', price: '2' })]
    const answer = receipt(aTariff({ cards: [aCard({ rates })] }), { audioSeconds: [rational('1.5'), rational(2)] })
    expect([amountsOf(answer), answer.lines[0]?.quantity.basis]).toEqual([{ audio_seconds: '7' }, 'counted'])
  })

  it('of images and audio where any token has one price has one line', () => {
    const any = withMedia([aRate({ meter: 'tokens' })])
    expect(amountsOf(receipt(any, { imageSizes: [SQUARE], audioSeconds: [rational(2)] }))).toEqual({ tokens: '283' })
  })

  it('says how many patches an image has, and that its rule was first seen later', () => {
    const answer = receipt(withMedia([aRate({ meter: 'input_image_tokens' })]), {
      imageSizes: [{ width: 2560, height: 1600 }],
      at: '2020-01-15T12:00:00Z',
    })
    expect(warningsOf(answer)).toContain('rule-seen-later')
    expect(answer.warnings.find(({ code }) => code === 'image-on-grid')?.params).toEqual({
      width: '2560',
      height: '1600',
      patch: '32',
      columns: '64',
      rows: '40',
      extra: '2',
      tokens: '2562',
      low: '2459',
      high: '2562',
    })
  })

  it('has a line for what comes out beside a text that goes in: nothing is dropped', () => {
    const answer = receipt(priced([aRate(), aRate({ meter: 'images', price: '5' })]), {
      text: tokens(10),
      images: rational(2),
    })
    expect(amountsOf(answer)).toEqual({ input_tokens: '10', images: '10' })
  })

  it('charged per request pays for each request', () => {
    const perRequest = priced([aRate({ meter: 'requests', price: '3' })])
    expect(amountsOf(receipt(perRequest, { requests: 4 }))).toEqual({ requests: '12' })
    expect(told(receipt(perRequest, { requests: 4 }).requests)).toBe('4')
  })

  it('alike several times costs as many times as much, images too', () => {
    const images = priced([aRate({ meter: 'images' }), aRate()])
    expect(amountsOf(receipt(images, { images: rational(3), text: tokens(1), requests: 2 })).images).toBe('6')
    expect(amountsOf(receipt(images, { images: rational(3), requests: 2 }))).toEqual({ images: '6' })
  })

  it('alike several times is charged minimum and steps each time, not once on the sum', () => {
    const steps = { scope: 'request', mode: 'graduated', steps: [{ upTo: '3', price: '2' }, { price: '1' }] } as const
    const asked = { images: rational(3), requests: 2 }
    expect(totalsOf(receipt(priced([aRate({ meter: 'images', minimum: '5' })]), asked))).toEqual(['10 CNY'])
    expect(totalsOf(receipt(priced([aRate({ meter: 'images', steps })]), asked))).toEqual(['12 CNY'])
  })

  it('passes on what rate refuses', () => {
    expect(codesOf(estimated(aTariff(), { model: 'n', text: tokens(1) }))).toEqual(['unknown-model'])
    expect(codesOf(estimated(aTariff(), { at: '2026-01-15', text: tokens(1) }))).toEqual(['instant-without-offset'])
    expect(codesOf(estimated(aTariff(), { text: tokens(-1) }))).toEqual(['invalid-quantity-whole'])
    expect(codesOf(estimated(aTariff(), { facets: { flavour: 'x' }, text: tokens(1) }))).toEqual(['unknown-facet'])
  })

  it('of more calls than can be rated one by one is refused before it begins', () => {
    const start = performance.now()
    expect(codesOf(estimated(aTariff(), { text: tokens(1), turns: 101, requests: 100 }))).toEqual(['too-many-requests'])
    expect(codesOf(estimated(aTariff(), { text: tokens(1), requests: Number.POSITIVE_INFINITY }))).toEqual([
      'too-many-requests',
    ])
    expect(performance.now() - start).toBeLessThan(500)
  })

  it('of more images or requests than can be counted is refused, not thrown at the caller', () => {
    const tariff = priced([aRate({ meter: 'images' }), aRate({ meter: 'requests' })])
    for (const requests of [Number.POSITIVE_INFINITY, 1e300])
      expect([requests, codesOf(estimated(tariff, { images: rational(1), requests }))]).toEqual([
        requests,
        ['too-many-requests'],
      ])
  })

  it('a number of turns or requests that is no count is refused, not cut', () => {
    const tariff = priced([aRate(), aRate({ meter: 'requests' })])
    for (const asked of [{ turns: 2.5 }, { requests: 1.5 }, { turns: -1 }, { turns: 0 }, { requests: Number.NaN }]) {
      expect([asked, codesOf(estimated(tariff, { text: tokens(1), ...asked }))]).toEqual([
        asked,
        ['invalid-count-of-requests'],
      ])
      expect(estimated(tariff, asked).ok).toBe(false)
    }
  })
})

describe('a conversation', () => {
  it('reads images and audio again with each turn', () => {
    const omni = withMedia([aRate({ meter: 'input_image_tokens' }), aRate({ meter: 'input_audio_tokens' })])
    const asked = { imageSizes: [SQUARE], audioSeconds: [rational(2)], turns: 3 }
    expect(amountsOf(receipt(omni, asked))).toEqual({ input_image_tokens: '1548', input_audio_tokens: '150' })
  })

  it('costs what its turns cost one by one', () => {
    const count = fc.nat({ max: 60 })
    const rates = (below: string, above: string) => [
      aRate({ price: below, tier: { le: '100' } }),
      aRate({ price: above, tier: { gt: '100' } }),
      aRate({ meter: 'output_tokens', price: below, tier: { le: '100' } }),
      aRate({ meter: 'output_tokens', price: above, tier: { gt: '100' } }),
    ]
    const tariff = priced(rates('1', '3'), { selector: ['input_tokens'] })
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 8 }), (text, output, turns) => {
        let expected = 0
        for (let turn = 1; turn <= turns; turn++) {
          const input = turn * text + (turn - 1) * output
          expected += (input + output) * (input > 100 ? 3 : 1)
        }
        const asked = { text: tokens(text), outputTokens: rational(output), turns }
        const answer = receipt(tariff, asked)
        expect(totalsOf(answer)).toEqual([`${expected} CNY`])
        const each = unwrap(estimateTurns({ model: 'm', at: AT, ...asked }, [compileTariff(tariff)], OPTIONS))
        expect(each).toHaveLength(turns)
        expect(told(sumRanges(each.flatMap(({ totals }) => totals.map(({ amount }) => amount))))).toBe(String(expected))
        expect(told(sumRanges(answer.lines.map(({ amount }) => amount)))).toBe(String(expected))
        expect(told(answer.requests)).toBe(String(turns))
      }),
      { numRuns: 150 },
    )
  })

  it('keeps a tier that only later turns reach a line of its own', () => {
    const rates = [aRate({ tier: { le: '25' } }), aRate({ price: '10', tier: { gt: '25' } })]
    const answer = receipt(priced(rates, { selector: ['input_tokens'] }), { text: tokens(10), turns: 4 })
    expect(answer.lines.map(({ id, quantity, amount, price }) => [id, told(quantity), told(amount), price])).toEqual([
      ['input_tokens', '30', '30', '1'],
      ['input_tokens#2', '70', '700', '10'],
    ])
  })

  it('takes the free quota turn by turn until it is used up', () => {
    const tariff = priced([aRate()], {}, { allowances: quota('input_tokens') })
    const answer = receipt(tariff, { text: tokens(10), turns: 3 }, { state: left(25) })
    // Turns of 10, 20 and 30: 10 free, then 15 free and 5 charged, then 30 charged.
    expect(totalsOf(answer)).toEqual(['35 CNY'])
    const consumed = answer.lines.flatMap(({ allowance }) => (allowance ? [allowance.consumed] : []))
    expect(told(consumed.reduce(addRanges))).toBe('25')
    expect([
      told(answer.state?.before.remaining.input_tokens),
      told(answer.state?.after.remaining.input_tokens),
    ]).toEqual(['25', '0'])
  })

  it('takes a quota end by end where the text is a range', () => {
    const tariff = priced([aRate()], {}, { allowances: quota('input_tokens') })
    const text = { scripts: { chinese: 12, other: 0 } }
    // Each of two requests has 6, 8 or 12 tokens, of which 14 are free in all.
    expect(totalsOf(receipt(tariff, { text, requests: 2 }, { state: left(14) }))).toEqual(['[0, 2, 10] CNY'])
  })

  it('goes on from turn to turn with what the period has used', () => {
    const steps = { scope: 'period', mode: 'graduated', steps: [{ upTo: '15', price: '2' }, { price: '1' }] } as const
    const answer = receipt(priced([aRate({ steps })]), { text: tokens(10), turns: 2 })
    // 10 at 2; then 5 at 2 and 15 at 1.
    expect([totalsOf(answer), answer.provisional]).toEqual([['45 CNY'], true])
    expect(told(answer.state?.after.usedInPeriod.input_tokens)).toBe('30')
  })

  it.fails('goes on end by end where the text is a range', () => {
    const steps = { scope: 'period', mode: 'graduated', steps: [{ upTo: '15', price: '2' }, { price: '1' }] } as const
    const text = { scripts: { chinese: 12, other: 0 } }
    // Two requests of 6, 8 or 12 tokens: 12 at 2; 15 at 2 and 1 at 1; 15 at 2 and 9 at 1.
    expect(totalsOf(receipt(priced([aRate({ steps })]), { text, requests: 2 }))).toEqual(['[24, 31, 39] CNY'])
  })

  it('that outgrows the context is refused at the turn that does, and says by how much', () => {
    const tariff = priced(BOTH, { contextLimit: '100' })
    const request = { text: tokens(20), outputTokens: rational(10), turns: 5 }
    // Input and output of the turns: 30, 60, 90, 120.
    expect(estimated(tariff, request)).toMatchObject({
      ok: false,
      issues: [{ code: 'context-exceeded', params: { turn: '4', limit: '100', tokens: '120', by: '20' } }],
    })
    expect(estimated(tariff, { ...request, turns: 3 }).ok).toBe(true)
    expect(estimated(tariff, { ...request, turns: 1, text: tokens(91) })).toMatchObject({
      issues: [{ params: { by: '1' } }],
    })
  })

  it('that only may outgrow the context is warned of, not refused', () => {
    const tariff = priced([aRate()], { contextLimit: '10' })
    expect(warningsOf(receipt(tariff, { text: { scripts: { chinese: 12, other: 0 } } }))).toEqual([
      'context-may-be-exceeded',
    ])
    expect(codesOf(estimated(tariff, { text: { scripts: { chinese: 17, other: 0 } } }))).toEqual(['context-exceeded'])
  })

  it('of which a turn has no price has an incomplete total', () => {
    const rates = [aRate({ tier: { le: '15' } }), aRate({ meter: 'output_tokens', tier: { le: '15' } })]
    const request = { text: tokens(10), outputTokens: rational(1), turns: 2 }
    expect(totalsOf(receipt(priced(rates, { selector: ['input_tokens'] }), request))).toEqual(['11 CNY incomplete'])
  })

  it('ten thousand turns are rated and merged within five seconds', () => {
    const start = performance.now()
    const answer = receipt(priced(BOTH), { text: tokens(7), outputTokens: rational(3), turns: 10_000 })
    // 7·n(n+1)/2 + 3·n(n−1)/2 + 2·3·n
    expect(totalsOf(answer)).toEqual([`${(7 * 10_000 * 10_001) / 2 + (3 * 10_000 * 9999) / 2 + 60_000} CNY`])
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('findModel', () => {
  it('gives the card and the rule of the instant, and no card where no observation reaches', () => {
    const tariff = priced([aRate()], { effective: { observed: ['2026-01-10'] } })
    const at = (instant: string) => unwrap(findModel('m', [compileTariff(tariff)], {}, instant))
    expect([at(AT).card?.id, at(AT).estimation]).toEqual(['m@1', RULE])
    expect(at('2026-01-01T00:00:00Z').card).toBeUndefined()
    expect(at('2026-01-01T00:00:00Z').list.model.name).toBe('m')
  })
})

describe('an estimate', () => {
  it('of counted tokens costs what rating the same usage costs', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.nat({ max: 10_000 }), (input, output) => {
        const tariff = priced(BOTH)
        const rated = receiptOf(tariff, aUsage({ input_tokens: exact(input, 'counted'), output_tokens: exact(output) }))
        const asked = receipt(tariff, { text: tokens(input), outputTokens: rational(output) })
        expect(asked.totals.map(({ amount }) => formatExact(amount.likely))).toEqual(
          rated.totals.map(({ amount }) => formatExact(amount.likely)),
        )
      }),
      { numRuns: 50 },
    )
  })
})

describe('a text that is charged by its characters', () => {
  const rule = { ideograph: '2', other: '1', freeTags: 'ssml' } as const
  const spoken = (rates: readonly Rate[] = [aRate({ meter: 'characters' })]) =>
    priced(rates, {}, { estimations: { rule: { source: 'page', characters: rule } } })
  const text = { characters: { ideographs: 3, others: 4 } }

  it('is charged for each by its weight, counted, and says how', () => {
    const answer = receipt(spoken(), { text, at: '2027-01-15T12:00:00Z' })
    expect([amountsOf(answer), answer.lines[0]?.quantity.basis]).toEqual([{ characters: '10' }, 'counted'])
    expect(answer.warnings).toContainEqual({
      code: 'characters-counted',
      path: '',
      params: { ideographs: '3', others: '4', ideograph: '2', other: '1', characters: '10' },
    })
    expect(warningsOf(answer)).not.toContain('output-not-stated')
  })

  it('before the day on which the rule was read says so', () => {
    const { checked } = spoken().sources.page ?? { checked: '' }
    const at = (day: string) => warningsOf(receipt(spoken(), { text, at: `${day}T00:00:00Z` }))
    expect(at(checked)).not.toContain('rule-seen-later')
    const before = new Date(Date.parse(checked) - 86_400_000).toISOString().slice(0, 10)
    expect(at(before)).toContain('rule-seen-later')
  })

  it('several times is charged as many times', () => {
    expect(amountsOf(receipt(spoken(), { text, requests: 3 }))).toEqual({ characters: '30' })
  })

  it('has no turns, whose history would be charged again', () => {
    expect(codesOf(estimated(spoken(), { text, turns: 2 }))).toEqual(['turns-of-characters'])
  })

  it('with an output or an image drops neither', () => {
    expect(receipt(spoken(), { text, outputTokens: rational(5) }).lines.map(({ status }) => status)).toEqual([
      'priced',
      'unpriced',
    ])
    const imageSizes = [{ width: 28, height: 28 }]
    expect(codesOf(estimated(spoken(), { text, imageSizes }))).toEqual(['no-image-rule'])
  })

  it('is refused where the model has a price for tokens, or no rule', () => {
    expect(codesOf(estimated(spoken([aRate(), aRate({ meter: 'characters' })]), { text }))).toEqual([
      'no-characters-rule',
    ])
    expect(codesOf(estimated(aTariff(), { text }))).toEqual(['no-characters-rule'])
    expect(codesOf(estimated(spoken(), { text: tokens(3) }))).toEqual([])
  })

  it('is how its text is counted', () => {
    const counterOfModel = (tariff: Tariff) =>
      inputCounterOf('m', unwrap(findModel('m', [compileTariff(tariff)], {}, AT)))
    expect(counterOfModel(spoken())).toEqual({ kind: 'characters', rule })
    expect(counterOfModel(priced(BOTH))).toMatchObject({ kind: 'rule' })
    expect(counterOfModel(aTariff())).toBeUndefined()
  })
})
