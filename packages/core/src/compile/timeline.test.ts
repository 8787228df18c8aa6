import { describe, expect, it } from 'vitest'
import { readInstant } from '../period/instant.ts'
import type { Effective, RateCard, Tariff } from '../tariff/tariff.ts'
import {
  aCard,
  aModifier,
  amountsOf,
  aRate,
  aSource,
  aTariff,
  aUsage,
  exact,
  receiptOf,
  unwrap,
  warningsOf,
} from '../testing/a-tariff.ts'
import { claimsOf, stateAt } from './timeline.ts'

const day = (date: string): string => `${date}T00:00:00+08:00`
const instant = (text: string): number => unwrap(readInstant(text))

/** One price for input from a card with the given id. */
const card = (id: string, price: string, effective: Effective, rest: Partial<RateCard> = {}): RateCard =>
  aCard({ id, effective, rates: [aRate({ price })], ...rest })

/** What holds at an instant: a card's id, or why none does. */
function holding(cards: readonly RateCard[], at: string, asOf?: string, tariff: Partial<Tariff> = {}): string {
  const claims = claimsOf(aTariff({ ...tariff, cards }), cards, asOf === undefined ? undefined : instant(asOf))
  if (claims.length === 0) return 'nothing is known'
  const state = stateAt(
    claims.map((claim) => ({ claim, value: claim.card.id, rank: 0 })),
    instant(at),
  )
  if (state.kind === 'known') return state.carried === undefined ? state.value : `${state.value} carried`
  return state.kind === 'between' ? `${state.before}..${state.after}` : state.reason
}

const priceAt = (tariff: Tariff, at: string, asOf?: string): unknown =>
  amountsOf(
    receiptOf(
      tariff,
      aUsage({ input_tokens: exact(10) }, { at }),
      {},
      asOf === undefined ? {} : { asOf: instant(asOf) },
    ),
  ).input_tokens

describe('observed prices', () => {
  const cards = [
    card('new', '2', { observed: ['2026-03-01', '2026-03-10'] }),
    card('old', '1', { observed: ['2026-01-01', '2026-01-31'] }),
  ]

  it('hold from the first to the end of the last day on which they were seen', () => {
    expect(holding(cards, day('2026-01-01'))).toBe('old')
    expect(holding(cards, '2026-01-31T23:59:59.999+08:00')).toBe('old')
    expect(holding(cards, day('2026-03-01'))).toBe('new')
  })

  it('are unknown before the first day, between two different ones, and are carried after the last with their age', () => {
    expect(holding(cards, '2025-12-31T23:59:59.999+08:00')).toBe('before-first-observation')
    expect(holding(cards, day('2026-02-01'))).toBe('old..new')
    expect(holding(cards, '2026-02-28T23:59:59.999+08:00')).toBe('old..new')
    expect(holding(cards, day('2026-03-11'))).toBe('new carried')
  })

  it('begin and end by the clock of the vendor', () => {
    expect(holding(cards, '2025-12-31T16:00:00Z')).toBe('old')
    expect(holding(cards, '2025-12-31T15:59:59.999Z')).toBe('before-first-observation')
    expect(holding(cards, '2025-12-31T16:00:00Z', undefined, { timeZone: 'Z' })).toBe('before-first-observation')
  })

  it('on a single day hold for that day', () => {
    const single = [card('one', '1', { observed: ['2026-01-01'] })]
    expect(holding(single, '2026-01-01T23:59:59+08:00')).toBe('one')
    expect(holding(single, day('2026-01-02'))).toBe('one carried')
  })

  it('of two equal neighbours are interpolated for each meter on its own', () => {
    const rates = (output: string) => [aRate(), aRate({ meter: 'output_tokens', price: output })]
    const tariff = aTariff({
      cards: [
        aCard({ id: 'a', effective: { observed: ['2026-01-01'] }, rates: rates('3') }),
        aCard({ id: 'b', effective: { observed: ['2026-02-01'] }, rates: rates('4') }),
      ],
    })
    const receipt = receiptOf(tariff, aUsage({ input_tokens: exact(10), output_tokens: exact(10) }))
    expect(amountsOf(receipt)).toEqual({ input_tokens: '10', output_tokens: 'between-observations' })
    const [, open] = receipt.lines
    expect(open?.candidates.map(({ price }) => price)).toEqual(['3', '4'])
    expect(receipt.totals.map(({ complete }) => complete)).toEqual([false])
  })

  it('are equal when they are the same money for the same quantity, whatever the unit printed', () => {
    const tariff = (rate: Partial<Parameters<typeof aRate>[0]>) =>
      aTariff({
        cards: [
          aCard({ id: 'a', effective: { observed: ['2026-01-01'] }, rates: [aRate({ price: '0.0010', per: '1000' })] }),
          aCard({
            id: 'b',
            effective: { observed: ['2026-02-01'] },
            rates: [aRate({ price: '1', per: '1000000', ...rate })],
          }),
        ],
      })
    expect(priceAt(tariff({}), day('2026-01-15'))).toBe('0.00001')
    for (const rate of [{ price: '1.0000001' }, { minimum: '1' }, { increment: '1' }])
      expect(priceAt(tariff(rate), day('2026-01-15'))).toBe('between-observations')
  })

  it('in different currencies are not equal, whatever their digits', () => {
    const tariff = aTariff({
      cards: [
        aCard({ id: 'a', effective: { observed: ['2026-01-01'] } }),
        aCard({ id: 'b', effective: { observed: ['2026-02-01'] }, currency: 'USD' }),
      ],
    })
    expect(priceAt(tariff, day('2026-01-15'))).toBe('between-observations')
  })

  it('that only one neighbour has are unknown between them', () => {
    const tariff = aTariff({
      cards: [
        aCard({ id: 'a', effective: { observed: ['2026-01-01'] }, rates: [aRate({ meter: 'output_tokens' })] }),
        aCard({ id: 'b', effective: { observed: ['2026-02-01'] } }),
      ],
    })
    expect(priceAt(tariff, day('2026-01-15'))).toBe('between-observations')
  })
})

describe('stated prices', () => {
  it('the earlier price holds up to a stated change, however long it was not looked at', () => {
    const cards = [card('old', '1', { observed: ['2026-01-01'] }), card('new', '2', { from: day('2026-03-01') })]
    expect(holding(cards, '2026-02-28T23:59:59.999+08:00')).toBe('old')
    expect(holding(cards, '2026-03-01T23:59:59.999+08:00')).toBe('new')
    expect(holding(cards, day('2026-03-02'))).toBe('new carried')
  })

  it('a stated start is known for its day, and open from then on to a later, different observation', () => {
    const cards = [
      card('new', '2', { from: '2026-03-01T10:00:00+08:00' }),
      card('later', '3', { observed: ['2026-05-01'] }),
    ]
    expect(holding(cards, '2026-03-01T10:00:00+08:00')).toBe('new')
    expect(holding(cards, '2026-03-01T23:59:59.999+08:00')).toBe('new')
    expect(holding(cards, day('2026-03-02'))).toBe('new..later')
  })

  it('a start in the future is not applied yet (T33)', () => {
    const only = [card('next', '1', { from: day('2027-01-01') })]
    expect(holding(only, '2026-12-31T23:59:59.999+08:00')).toBe('before-first-observation')
    const tariff = aTariff({ cards: only })
    const receipt = receiptOf(tariff, aUsage({ input_tokens: exact(10) }))
    expect(receipt.lines[0]?.candidates.map(({ id }) => id)).toEqual(['next/input_tokens'])
    expect(receipt.totals).toEqual([])
  })

  it('a stated end is an end: nothing is carried beyond it', () => {
    const cards = [card('old', '1', { observed: ['2026-01-01'], until: day('2026-02-01') })]
    expect(holding(cards, '2026-01-31T23:59:59.999+08:00')).toBe('old')
    expect(holding(cards, day('2026-02-01'))).toBe('after-last-period')
    expect(priceAt(aTariff({ cards }), day('2026-02-01'))).toBe('after-last-period')
  })

  it('an end without a start holds for all time before it', () => {
    const cards = [card('old', '1', { until: day('2026-02-01') })]
    expect(holding(cards, '0001-01-01T00:00:00Z')).toBe('old')
  })

  it('between a stated end and a later stated start no price holds, even if both are equal', () => {
    const cards = [
      card('a', '1', { from: day('2026-01-01'), until: day('2026-01-10') }),
      card('b', '1', { from: day('2026-02-01') }),
    ]
    expect(priceAt(aTariff({ cards }), day('2026-01-20'))).not.toBe('10')
  })

  it('a price that is asked for before its notice was last read has no age', () => {
    const tariff = aTariff({ cards: [card('new', '1', { from: day('2026-01-01') })] })
    expect(warningsOf(receiptOf(tariff, aUsage({ input_tokens: exact(1) }, { at: day('2026-01-02') })))).toEqual([])
  })
})

describe('the age of a carried price', () => {
  const tariff = aTariff({ cards: [card('old', '1', { observed: ['2026-01-01', '2026-01-31'] })] })
  const ageAt = (at: string) =>
    receiptOf(tariff, aUsage({ input_tokens: exact(1) }, { at })).warnings.map(({ params }) => [
      params.days,
      params.seen,
    ])

  it('is the days since it was last seen, by the clock of the vendor', () => {
    expect(ageAt('2026-01-31T23:59:59+08:00')).toEqual([])
    expect(ageAt('2026-02-01T00:00:00+08:00')).toEqual([['1', '2026-01-31']])
    expect(ageAt('2026-02-01T15:59:59Z')).toEqual([['1', '2026-01-31']])
    expect(ageAt('2026-02-01T16:00:00Z')).toEqual([['2', '2026-01-31']])
    expect(ageAt('2027-01-31T12:00:00+08:00')).toEqual([['365', '2026-01-31']])
  })

  it('names no day that was not known yet', () => {
    const later = aTariff({ cards: [card('old', '1', { observed: ['2026-01-01', '2026-06-01'] })] })
    const usage = aUsage({ input_tokens: exact(1) }, { at: day('2026-01-10') })
    const receipt = receiptOf(later, usage, {}, { asOf: instant('2026-01-12T00:00:00Z') })
    expect(receipt.warnings.map(({ params }) => params.seen)).toEqual(['2026-01-01'])
  })
})

describe('undated prices', () => {
  it('always hold', () => {
    const cards = [card('undated', '1', {})]
    for (const at of ['0001-01-01T00:00:00Z', '9999-01-01T00:00:00Z']) expect(holding(cards, at)).toBe('undated')
  })

  it('give way to a dated card from its start on', () => {
    const cards = [card('undated', '1', {}), card('dated', '2', { observed: ['2026-02-01'] })]
    expect(holding(cards, '2026-01-31T23:59:59+08:00')).toBe('undated')
    expect(holding(cards, day('2026-02-01'))).toBe('dated')
  })
})

describe('a card that lists only some prices', () => {
  const input = card('page', '1', { observed: ['2026-01-01', '2026-03-31'] }, { partial: true })
  const console = (observed: readonly string[], price: string) =>
    aCard({
      id: `console-${price}`,
      effective: { observed },
      partial: true,
      rates: [aRate({ meter: 'cache_read_tokens', price })],
    })
  const amounts = (tariff: Tariff, at: string) =>
    amountsOf(receiptOf(tariff, aUsage({ input_tokens: exact(10), cache_read_tokens: exact(10) }, { at: day(at) })))

  it('says nothing of the others: each price has a history of its own', () => {
    const tariff = aTariff({ cards: [input, console(['2026-02-01'], '2')] })
    expect(amounts(tariff, '2026-01-15')).toEqual({ input_tokens: '10', cache_read_tokens: 'before-first-observation' })
    expect(amounts(tariff, '2026-02-01')).toEqual({ input_tokens: '10', cache_read_tokens: '20' })
    expect(amounts(tariff, '2026-03-31')).toEqual({ input_tokens: '10', cache_read_tokens: '20' })
  })

  it('and each price has an age of its own', () => {
    const tariff = aTariff({ cards: [input, console(['2026-02-01'], '2')] })
    const receipt = receiptOf(
      tariff,
      aUsage({ input_tokens: exact(1), cache_read_tokens: exact(1) }, { at: day('2026-03-15') }),
    )
    expect(receipt.warnings.map(({ params }) => [params.card, params.days])).toEqual([['console-2', '42']])
  })

  it('leaves open what two of its kind show differently', () => {
    const tariff = aTariff({ cards: [input, console(['2026-02-01'], '2'), console(['2026-03-01'], '3')] })
    expect(amounts(tariff, '2026-02-15')).toEqual({ input_tokens: '10', cache_read_tokens: 'between-observations' })
  })

  it('a whole card without a price says that there is none', () => {
    const whole = card('whole', '1', { observed: ['2026-04-01'] })
    const tariff = aTariff({ cards: [input, console(['2026-02-01'], '2'), whole] })
    expect(amounts(tariff, '2026-04-01')).toEqual({ input_tokens: '10', cache_read_tokens: 'no-rate' })
  })

  it('ends where its tiers end, though an older card had one price for every size', () => {
    const notice = card('notice', '1', { from: day('2025-09-01') }, { partial: true })
    const page = aCard({
      id: 'page',
      effective: { observed: ['2026-01-01'] },
      partial: true,
      selector: ['input_tokens'],
      rates: [aRate({ tier: { le: '100' } })],
    })
    const at = (tokens: number, instant: string) =>
      amountsOf(
        receiptOf(aTariff({ cards: [notice, page] }), aUsage({ input_tokens: exact(tokens) }, { at: day(instant) })),
      )
    expect(at(100, '2026-01-01')).toEqual({ input_tokens: '100' })
    expect(at(101, '2026-01-01')).toEqual({ input_tokens: 'outside-tiers' })
    expect(at(101, '2026-06-01')).toEqual({ input_tokens: 'outside-tiers' })
    expect(at(101, '2025-10-01')).toEqual({ input_tokens: 'between-observations' })
    expect(at(101, '2025-09-01')).toEqual({ input_tokens: '101' })
  })

  it('and a tier that another card of the same time has is not ended by it', () => {
    const tiers = (id: string, observed: readonly string[], tier: { gt?: string; le: string }) =>
      aCard({ id, effective: { observed }, partial: true, selector: ['input_tokens'], rates: [aRate({ tier })] })
    const cards = [
      tiers('low', ['2026-01-01', '2026-03-01'], { le: '100' }),
      tiers('early', ['2026-01-01'], { gt: '100', le: '252' }),
      tiers('late', ['2026-03-01'], { gt: '100', le: '256' }),
    ]
    const at = (tokens: number) =>
      amountsOf(receiptOf(aTariff({ cards }), aUsage({ input_tokens: exact(tokens) }, { at: day('2026-02-01') })))
    expect(at(200)).toEqual({ input_tokens: '200' })
    expect(at(254)).not.toEqual({ input_tokens: '254' })
  })

  it('describes the model together with the others', () => {
    const named = aCard({
      id: 'named',
      effective: { observed: ['2026-02-01'] },
      partial: true,
      rates: [],
      snapshot: 's1',
    })
    const snapshotAt = (at: string) =>
      receiptOf(aTariff({ cards: [input, named] }), aUsage({ input_tokens: exact(1) }, { at: day(at) })).model.snapshot
    expect(['2026-01-15', '2026-02-01', '2026-03-01'].map(snapshotAt)).toEqual([undefined, 's1', 's1'])
  })
})

describe('a price that a page read in whole shows no more', () => {
  const gone = card('gone', '1', { observed: ['2026-01-01', '2026-01-31'], absent: '2026-03-01' })

  it('is open until that day, and not listed from it on; it is never carried', () => {
    expect(holding([gone], day('2026-01-31'))).toBe('gone')
    expect(holding([gone], day('2026-02-01'))).toBe('between-observations')
    expect(holding([gone], day('2026-03-01'))).toBe('no-longer-listed')
    const receipt = receiptOf(aTariff({ cards: [gone] }), aUsage({ input_tokens: exact(1) }, { at: day('2026-06-01') }))
    expect(receipt.lines[0]).toMatchObject({
      status: 'unpriced',
      reason: 'no-longer-listed',
      candidates: [{ price: '1' }],
    })
  })

  it('was not known to be gone before that day', () => {
    expect(holding([gone], day('2026-02-15'), day('2026-02-20'))).toBe('gone carried')
  })

  it('that another card shows from that day on has only changed its place', () => {
    const next = card('next', '1', { observed: ['2026-03-01'] })
    expect(holding([gone, next], day('2026-02-15'))).toBe('gone..next')
    expect(priceAt(aTariff({ cards: [gone, next] }), day('2026-02-15'))).toBe('10')
  })
})

describe('as of a day', () => {
  it('an observation that was made later is not known', () => {
    const cards = [
      card('old', '1', { observed: ['2026-01-01', '2026-01-31'] }),
      card('new', '2', { observed: ['2026-03-01'] }),
    ]
    expect(holding(cards, day('2026-02-10'), day('2026-02-15'))).toBe('old carried')
    expect(holding(cards, day('2026-03-05'), day('2026-02-15'))).toBe('old carried')
    expect(holding(cards, day('2026-01-20'), day('2026-01-10'))).toBe('old carried')
    expect(holding(cards, day('2026-01-20'), day('2025-12-01'))).toBe('nothing is known')
  })

  it('a notice that was read later is not known', () => {
    const cards = [card('stated', '1', { from: day('2026-01-01') })]
    expect(holding(cards, day('2026-01-05'), day('2026-01-30'))).toBe('nothing is known')
    expect(holding(cards, day('2026-01-05'), day('2026-01-31'))).toBe('stated carried')
    expect(priceAt(aTariff({ cards }), day('2026-01-05'), day('2026-01-30'))).toBe('unknown-as-of')
  })
})

describe('a price corrected is not a price changed (T34)', () => {
  const wrong = card('wrong', '1', { from: day('2026-01-01'), until: day('2026-03-01') }, { source: 'early' })
  const right = { ...wrong, id: 'right', rates: [aRate({ price: '2' })], corrects: 'wrong', recorded: '2026-02-10' }
  const sources = { page: aSource(), early: aSource({ checked: '2026-01-01' }) }
  const tariff = aTariff({ sources, cards: [wrong, right] })

  it('the correction holds for the whole period that the wrong card claimed', () => {
    for (const at of [day('2026-01-01'), day('2026-02-28')]) expect(priceAt(tariff, at)).toBe('20')
  })

  it('as of a day before it was captured, the wrong price is what was known', () => {
    expect(priceAt(tariff, day('2026-01-15'), day('2026-02-09'))).toBe('10')
    expect(priceAt(tariff, day('2026-01-15'), day('2026-02-10'))).toBe('20')
  })

  it('a correction of a correction holds last', () => {
    const last = { ...right, id: 'last', corrects: 'right', recorded: '2026-02-20', rates: [aRate({ price: '3' })] }
    const all = aTariff({ sources, cards: [last, wrong, right] })
    expect(
      ['2026-02-09', '2026-02-15', '2026-02-20'].map((asOf) => priceAt(all, day('2026-01-15'), day(asOf))),
    ).toEqual(['10', '20', '30'])
  })

  it('of an observed card is unknown, too, before the day on which it was captured', () => {
    const observed = { observed: ['2026-01-01', '2026-01-31'] }
    const cards = [
      card('wrong', '1', observed),
      card('right', '2', observed, { corrects: 'wrong', recorded: '2026-03-01' }),
    ]
    expect(priceAt(aTariff({ cards }), day('2026-01-15'), day('2026-02-15'))).toBe('10')
  })
})

describe('modifiers in time', () => {
  const promotion = aModifier({ effective: { from: day('2026-01-10'), until: day('2026-01-20') } })

  it('hold from their stated start up to their stated end', () => {
    const tariff = aTariff({ modifiers: [promotion] })
    expect(
      ['2026-01-09T23:59:59+08:00', day('2026-01-10'), '2026-01-19T23:59:59+08:00', day('2026-01-20')].map((at) =>
        priceAt(tariff, at),
      ),
    ).toEqual(['10', '5', '5', '10'])
  })

  it('without any date always hold, and observed ones hold on the days between', () => {
    expect(priceAt(aTariff({ modifiers: [aModifier()] }), day('2020-01-01'))).toBe('5')
    const observed = aTariff({ modifiers: [aModifier({ effective: { observed: ['2026-01-10', '2026-01-12'] } })] })
    expect([day('2026-01-09'), day('2026-01-11'), day('2026-01-13')].map((at) => priceAt(observed, at))).toEqual([
      '10',
      '5',
      '10',
    ])
  })

  it('cut the time of the card, and two of them overlap', () => {
    const second = aModifier({
      id: 'second',
      order: 2,
      effective: { from: day('2026-01-15'), until: day('2026-02-01') },
    })
    const tariff = aTariff({ modifiers: [promotion, second] })
    expect(
      [day('2026-01-12'), day('2026-01-16'), day('2026-01-25'), day('2026-02-01')].map((at) => priceAt(tariff, at)),
    ).toEqual(['5', '2.5', '5', '10'])
  })

  it('with a stated start and no end hold from it on', () => {
    const tariff = aTariff({ modifiers: [aModifier({ effective: { from: day('2026-01-10') } })] })
    expect(priceAt(tariff, day('2026-01-15'))).toBe('5')
  })

  it('that were captured later do not move a receipt as of an earlier day (law 7)', () => {
    const sources = { page: aSource(), later: aSource({ checked: '2026-06-30' }) }
    const tariff = aTariff({ sources, modifiers: [{ ...promotion, source: 'later' }] })
    expect(priceAt(tariff, day('2026-01-15'), day('2026-02-15'))).toBe('10')
    expect(priceAt(tariff, day('2026-01-15'), day('2026-06-30'))).toBe('5')
  })
})

describe('the source of a price that was read again', () => {
  const readings = {
    early: aSource({ checked: '2026-01-10' }),
    late: aSource({ checked: '2026-03-10' }),
    other: aSource({ url: 'https://other.example', checked: '2026-01-10' }),
  }
  const seen = card('m', '1', { observed: ['2026-01-10', '2026-03-10'] }, { source: 'late' })
  const promotion = aModifier({ source: 'late', effective: { observed: ['2026-01-10', '2026-03-10'] } })
  const citedAt = (asOf: string | undefined, sources: Tariff['sources']) => {
    const tariff = aTariff({ sources, cards: [seen], modifiers: [promotion] })
    const compile = asOf === undefined ? {} : { asOf: instant(day(asOf)) }
    const [line] = receiptOf(tariff, aUsage({ input_tokens: exact(1) }, { at: day('2026-01-10') }), {}, compile).lines
    return [line?.source?.checked, line?.modifiers[0]?.source?.checked]
  }

  it('is its last reading that was known, of the price and of a change of it', () => {
    expect(citedAt('2026-02-01', readings)).toEqual(['2026-01-10', '2026-01-10'])
    expect(citedAt('2026-03-10', readings)).toEqual(['2026-03-10', '2026-03-10'])
    expect(citedAt(undefined, readings)).toEqual(['2026-03-10', '2026-03-10'])
  })

  it('stays the later one where no earlier reading of it is kept, or it is not one that saw the price', () => {
    const { early: _early, ...without } = readings
    expect(citedAt('2026-02-01', without)).toEqual(['2026-03-10', '2026-03-10'])
    const unseen = { ...without, early: aSource({ checked: '2026-01-09' }) }
    expect(citedAt('2026-02-01', unseen)).toEqual(['2026-03-10', '2026-03-10'])
  })
})
