import {
  applyContract,
  type Balance,
  type Contract,
  compileTariff,
  exactly,
  formatExact,
  mergeReceipts,
  prepaid,
  type Quantities,
  type Quantity,
  type RateTable,
  type Receipt,
  rate,
  rational,
  receiptFromJson,
  receiptToJson,
  roundReceipt,
  type Tariff,
  type Usage,
} from '@ratecard/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTariff } from './ask-core.ts'
import { checkReceipt } from './check-receipt.ts'
import { type Fraction, fraction, isLess, isSame, least, most, over, times, total } from './fraction.ts'

const AT = '2026-01-15T12:00:00+08:00'
const METERS = ['input_tokens', 'cache_read_tokens', 'output_tokens'] as const
const SELECTOR = ['input_tokens', 'cache_read_tokens'] as const

type Prices = Readonly<Record<(typeof METERS)[number], string>>

/** A price list with ascending whole-request tiers: the prices of each, and where each but the last ends. */
interface TieredPrices {
  readonly ends: readonly number[]
  readonly tiers: readonly Prices[]
  readonly per: string
}

const price = fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 6 })).map(([units, digits]) => {
  const text = units.toString().padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
})

const tieredPrices: fc.Arbitrary<TieredPrices> = fc
  .uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 3 })
  .map((ends) => ends.sort((a, b) => a - b))
  .chain((ends) =>
    fc.record({
      ends: fc.constant(ends),
      tiers: fc.array(fc.record({ input_tokens: price, cache_read_tokens: price, output_tokens: price }), {
        minLength: ends.length + 1,
        maxLength: ends.length + 1,
      }),
      per: fc.constantFrom('1', '3', '1000', '1000000'),
    }),
  )

function tariffOf({ ends, tiers, per }: TieredPrices, extra: Partial<Tariff> = {}): Tariff {
  const bounds = (at: number) => ({
    ...(at > 0 && { gt: String(ends[at - 1]) }),
    ...(at < ends.length && { le: String(ends[at]) }),
  })
  return {
    schema: 'ratecard/tariff@1',
    id: 'generated/list',
    version: '1',
    provider: 'generated',
    name: { en: 'Generated', zh: '生成' },
    currency: 'CNY',
    timeZone: '+08:00',
    pricingInstant: 'start',
    sources: { page: { url: 'https://example.com', title: 'Page', checked: '2026-01-31', evidence: 'vendor-page' } },
    cards: [
      {
        id: 'model@1',
        model: 'model',
        effective: { observed: ['2026-01-01', '2026-01-31'] },
        source: 'page',
        ...(ends.length > 0 && { selector: SELECTOR }),
        rates: tiers.flatMap((prices, at) =>
          METERS.map((meter) => ({
            meter,
            price: prices[meter],
            per,
            ...(ends.length > 0 && { tier: bounds(at) }),
          })),
        ),
      },
    ],
    ...extra,
  }
}

type Box = Readonly<Record<(typeof METERS)[number], readonly [number, number, number]>>

const box: fc.Arbitrary<Box> = fc.record(
  Object.fromEntries(
    METERS.map((meter) => [
      meter,
      fc
        .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }))
        .map(([low, more, yetMore]) => [low, low + more, low + more + yetMore] as const),
    ]),
  ) as Record<(typeof METERS)[number], fc.Arbitrary<readonly [number, number, number]>>,
)

const quantitiesOf = (ranges: Box): Quantities =>
  Object.fromEntries(
    METERS.map((meter) => {
      const [low, likely, high] = ranges[meter]
      const quantity: Quantity = {
        low: rational(low),
        likely: rational(likely),
        high: rational(high),
        basis: 'estimated',
      }
      return [meter, quantity]
    }),
  )

const usageOf = (quantities: Quantities, extra: Partial<Usage> = {}): Usage => ({
  at: AT,
  grain: 'request',
  requests: rational(1),
  model: 'model',
  facets: {},
  dimensions: {},
  quantities,
  issues: [],
  ...extra,
})

function receiptFor(table: RateTable, usage: Usage, options = {}): Receipt {
  const receipt = rate(usage, [table], { id: 'law', engine: '0.0.0', ...options })
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.issues))
  return receipt.value
}

const exact = (counts: Readonly<Record<string, number>>): Quantities =>
  Object.fromEntries(
    Object.entries(counts).map(([id, count]) => [id, { ...exactly(rational(count)), basis: 'reported' }]),
  )

const amountOf = (receipt: Receipt, end: 'low' | 'likely' | 'high' = 'likely'): Fraction => {
  const [sum] = receipt.totals
  return sum ? fraction(formatExact(sum.amount[end])) : [0n, 1n]
}

/** What one request costs, by the words of the rule: the tier of the whole request prices all its tokens. */
function oracle({ ends, tiers, per }: TieredPrices, counts: readonly number[]): Fraction {
  const selected = (counts[0] ?? 0) + (counts[1] ?? 0)
  const prices = tiers[ends.filter((end) => selected > end).length]
  return total(
    METERS.map((meter, at) =>
      over(times(fraction(String(counts[at])), fraction(prices?.[meter] ?? '')), fraction(per)),
    ),
  )
}

function* points(ranges: Box): Generator<readonly number[]> {
  const [a, b, c] = METERS.map((meter) => ranges[meter])
  if (!a || !b || !c) return
  for (let x = a[0]; x <= a[2]; x++)
    for (let y = b[0]; y <= b[2]; y++) for (let z = c[0]; z <= c[2]; z++) yield [x, y, z]
}

describe('law 1 and 3: exact, and a range is the least and the most of every point in it', () => {
  it('agrees with an oracle that tries every point', () => {
    fc.assert(
      fc.property(tieredPrices, box, (prices, ranges) => {
        const receipt = receiptFor(compileTariff(tariffOf(prices)), usageOf(quantitiesOf(ranges)))
        const costs = [...points(ranges)].map((counts) => oracle(prices, counts))
        const likely = oracle(
          prices,
          METERS.map((meter) => ranges[meter][1]),
        )
        expect(isSame(amountOf(receipt, 'likely'), likely)).toBe(true)
        expect(isSame(amountOf(receipt, 'low'), least(costs))).toBe(true)
        expect(isSame(amountOf(receipt, 'high'), most(costs))).toBe(true)
        expect(checkReceipt(receiptToJson(receipt) as never)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('each line holds every value it can take, and reaches both ends', () => {
    fc.assert(
      fc.property(tieredPrices, box, (prices, ranges) => {
        const receipt = receiptFor(compileTariff(tariffOf(prices)), usageOf(quantitiesOf(ranges)))
        for (const [at, meter] of METERS.entries()) {
          const line = receipt.lines.find((candidate) => candidate.meter === meter)
          const costs = [...points(ranges)].map((counts) => {
            const selected = (counts[0] ?? 0) + (counts[1] ?? 0)
            const tier = prices.tiers[prices.ends.filter((end) => selected > end).length]
            return over(times(fraction(String(counts[at])), fraction(tier?.[meter] ?? '')), fraction(prices.per))
          })
          expect(isSame(fraction(formatExact(line?.amount?.low ?? rational(-1))), least(costs))).toBe(true)
          expect(isSame(fraction(formatExact(line?.amount?.high ?? rational(-1))), most(costs))).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('law 2: lines sum to the total, and rounding is a line of its own', () => {
  it('for likely values, rounded or not', () => {
    const rounding = { mode: 'half-up', digits: 2, source: 'page' } as const
    fc.assert(
      fc.property(tieredPrices, box, fc.boolean(), (prices, ranges, isRounded) => {
        const rated = receiptFor(compileTariff(tariffOf(prices)), usageOf(quantitiesOf(ranges)))
        const receipt = isRounded ? roundReceipt(rated, rounding) : rated
        expect(checkReceipt(receiptToJson(receipt) as never)).toEqual([])
        const sum = total(receipt.lines.map(({ amount }) => fraction(formatExact(amount?.likely ?? rational(0)))))
        expect(isSame(sum, amountOf(receipt))).toBe(true)
        if (isRounded)
          expect(formatExact(receipt.totals[0]?.amount.likely ?? rational(-1))).toMatch(/^\d+(\.\d{1,2})?$/)
      }),
    )
  })
})

describe('law 4: additive inside one cell, graduated steps monotonic', () => {
  it('two requests of one tier cost what their sum costs at that tier', () => {
    const count = fc.integer({ min: 0, max: 10 ** 9 })
    fc.assert(
      fc.property(tieredPrices, count, count, (prices, a, b) => {
        const flat = { ...prices, ends: [], tiers: prices.tiers.slice(0, 1) }
        const table = compileTariff(tariffOf(flat))
        const cost = (tokens: number) => amountOf(receiptFor(table, usageOf(exact({ input_tokens: tokens }))))
        expect(isSame(total([cost(a), cost(b)]), cost(a + b))).toBe(true)
      }),
    )
  })

  it('more is never cheaper by graduated steps, and a month in pieces costs what it costs at once', () => {
    const table = compileTariff(readTariff('volume'), { models: ['graduated'] })
    const cost = (before: number, images: number) => {
      const state = { remaining: {}, usedInPeriod: { images: rational(before) } }
      const usage = usageOf(exact({ images }), { model: 'graduated' })
      const exactCost = receiptFor(table, usage, { state }).lines[0]?.amount?.likely
      return fraction(formatExact(exactCost ?? rational(-1)))
    }
    const images = fc.integer({ min: 0, max: 1200 })
    fc.assert(
      fc.property(images, images, images, (before, a, b) => {
        expect(isLess(cost(before, a + b), cost(before, a))).toBe(false)
        expect(isSame(total([cost(before, a), cost(before + a, b)]), cost(before, a + b))).toBe(true)
      }),
    )
  })
})

describe('law 5 and 6: nothing is dropped, and unknown is not zero', () => {
  it('every quantity is one line; a missing price leaves a lower bound', () => {
    fc.assert(
      fc.property(tieredPrices, box, fc.subarray([...METERS]), (prices, ranges, priced) => {
        const tariff = tariffOf(prices)
        const [card] = tariff.cards
        if (!card) return
        const rates = card.rates.filter(({ meter }) => (priced as readonly string[]).includes(meter))
        const full = receiptFor(compileTariff(tariff), usageOf(quantitiesOf(ranges)))
        const partial = receiptFor(
          compileTariff({ ...tariff, cards: [{ ...card, rates }] }),
          usageOf(quantitiesOf(ranges)),
        )
        expect(partial.lines.map(({ meter }) => meter).sort()).toEqual([...METERS].sort())
        for (const line of partial.lines) {
          const isOpen = !(priced as readonly string[]).includes(line.meter ?? '')
          if (isOpen) expect(line.amount).toBeUndefined()
          if (isOpen && ranges[line.meter as 'input_tokens'][2] > 0) expect(line.status).toBe('unpriced')
        }
        const isComplete = partial.lines.every(({ status }) => status !== 'unpriced')
        for (const sum of partial.totals) expect(sum.complete).toBe(isComplete)
        expect(isLess(amountOf(full), amountOf(partial))).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

describe('law 7: the past does not move', () => {
  it('a price recorded later changes no receipt as of an earlier day', () => {
    const day = fc
      .integer({ min: 1, max: 28 })
      .map((date) => `2026-${date % 2 ? '01' : '03'}-${String(date).padStart(2, '0')}`)
    fc.assert(
      fc.property(
        tieredPrices,
        tieredPrices,
        box,
        fc.uniqueArray(day, { minLength: 1, maxLength: 3 }),
        (now, later, ranges, days) => {
          const before = tariffOf(now)
          const [later1] = tariffOf(later).cards
          if (!later1) return
          const source = {
            ...before.sources.page,
            url: 'https://example.com/later',
            title: 'Later',
            checked: '2026-06-30',
            evidence: 'vendor-page',
          } as const
          const newCard = {
            ...later1,
            id: 'model@2',
            source: 'later',
            effective: { observed: ['2026-06-01', '2026-06-30'] },
          }
          const after: Tariff = {
            ...before,
            sources: { ...before.sources, later: source },
            cards: [...before.cards, newCard],
          }
          for (const date of days) {
            const usage = usageOf(quantitiesOf(ranges), { at: `${date}T12:00:00+08:00` })
            const asOf = Date.parse('2026-02-15T00:00:00Z')
            expect(receiptFor(compileTariff(after, { asOf }), usage)).toEqual(
              receiptFor(compileTariff(before, { asOf }), usage),
            )
            const isObserved = date.startsWith('2026-01')
            if (isObserved)
              expect(receiptFor(compileTariff(after), usage)).toEqual(receiptFor(compileTariff(before), usage))
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('law 8: one instant is one price', () => {
  it('however its offset is written', () => {
    const table = compileTariff(readTariff('off-peak-international'), {
      horizon: { from: Date.parse('2026-08-10T00:00:00Z'), until: Date.parse('2026-08-24T00:00:00Z') },
    })
    const minute = fc.integer({ min: 0, max: 12 * 24 * 60 })
    fc.assert(
      fc.property(minute, fc.integer({ min: -12 * 60, max: 14 * 60 }), (minutes, offset) => {
        const at = Date.parse('2026-08-11T00:00:00Z') + minutes * 60_000
        const clock = (value: number) => String(Math.abs(value)).padStart(2, '0')
        const sign = offset < 0 ? '-' : '+'
        const local = new Date(at + offset * 60_000).toISOString().slice(0, 19)
        const shifted = `${local}${sign}${clock(Math.trunc(offset / 60))}:${clock(offset % 60)}`
        const cost = (text: string) =>
          receiptFor(table, usageOf(exact({ input_tokens: 1_000_000 }), { model: 'v4-pro', at: text })).totals
        expect(cost(shifted)).toEqual(cost(new Date(at).toISOString()))
      }),
    )
  })
})

describe('law 9: receipt, JSON, receipt', () => {
  it('is identity', () => {
    const volume = compileTariff(readTariff('volume'))
    fc.assert(
      fc.property(tieredPrices, box, fc.nat(3000), (prices, ranges, images) => {
        const receipts = [
          receiptFor(compileTariff(tariffOf(prices)), usageOf(quantitiesOf(ranges))),
          receiptFor(volume, usageOf(exact({ images }), { model: 'whole' })),
        ]
        for (const receipt of receipts)
          expect(receiptFromJson(JSON.parse(JSON.stringify(receiptToJson(receipt))))).toEqual(receipt)
      }),
    )
  })
})

describe('law 12: a per-request tier is never chosen by the sum of an aggregate', () => {
  it('is unpriced until the tier is stated', () => {
    const table = compileTariff(readTariff('qwen-plus-cn'))
    const aggregate = (facets = {}) =>
      receiptFor(
        table,
        usageOf(exact({ input_tokens: 5_000_000, output_tokens: 1000 }), {
          model: 'qwen-plus',
          at: '2026-05-16T12:00:00+08:00',
          grain: 'aggregate',
          requests: rational(1000),
          facets: { thinking: 'off', cache: 'implicit', ...facets },
        }),
      )
    expect(aggregate().lines.map(({ status, reason }) => [status, reason])).toEqual([
      ['unpriced', 'tier-not-stated'],
      ['unpriced', 'tier-not-stated'],
    ])
    const stated = aggregate({ context_tier: '0 < n <= 128000' })
    expect(stated.lines.map(({ price: printed }) => printed)).toEqual(['0.8', '2'])
  })

  it('a facet that only single requests could show is a range over its values', () => {
    const table = compileTariff(readTariff('omni-cn'))
    const usage = usageOf(exact({ input_tokens: 1000, output_tokens: 1_000_000 }), {
      model: 'qwen3-omni-flash',
      at: '2026-05-16T12:00:00+08:00',
      grain: 'aggregate',
      requests: rational(10),
      facets: { output_modality: 'text' },
    })
    const output = receiptFor(table, usage).lines.find(({ meter }) => meter === 'output_tokens')
    expect([output?.amount?.low, output?.amount?.high].map((end) => formatExact(end ?? rational(-1)))).toEqual([
      '6.9',
      '12.7',
    ])
  })
})

describe('laws 2, 9 and explanations, with balances, a contract and a conversation', () => {
  it('every line and total can be computed again from the receipt, which is read back equal', () => {
    const contract: Contract = {
      schema: 'ratecard/contract@1',
      name: 'Agreement',
      modifiers: [{ id: 'third-off', meters: ['output_tokens'], price: '4', per: '3000000', order: 3 }],
    }
    const table = compileTariff(applyContract(readTariff('balances-cn'), contract), {
      contract: { name: contract.name },
    })
    const tokens = (least: number) =>
      fc
        .tuple(fc.nat(3000), fc.nat(1500), fc.nat(1500))
        .map(([low, more, yetMore]) => [least + low, least + low + more, least + low + more + yetMore] as const)
    const usage = fc.tuple(fc.constantFrom(0, 126_000), fc.constantFrom('on', 'off'), tokens(0), tokens(0))
    const held = fc.tuple(fc.nat(200_000), fc.nat(200_000), fc.nat(4000), fc.nat(4000))
    fc.assert(
      fc.property(fc.array(usage, { minLength: 1, maxLength: 3 }), held, (usages, [free, pack, own, general]) => {
        const money = (units: number) => ({
          remaining: exactly(rational(`0.${String(units).padStart(4, '0')}`)),
          currency: 'CNY',
        })
        let balances: readonly Balance[] = [
          { id: 'free', allowance: 'free-tokens', model: 'qwen-plus', remaining: exactly(rational(free)) },
          { id: 'pack', allowance: 'qwen-plus-pack', remaining: exactly(rational(pack)) },
          { id: 'own', allowance: 'qwen-plan', ...money(own) },
          { id: 'general', allowance: 'general-plan', ...money(general) },
        ]
        const receipts = usages.map(([least, thinking, input, output]) => {
          const quantity = ([low, likely, high]: readonly [number, number, number], by = 0): Quantity => ({
            low: rational(low + by),
            likely: rational(likely + by),
            high: rational(high + by),
            basis: 'estimated',
          })
          const quantities = { input_tokens: quantity(input, least), output_tokens: quantity(output) }
          const at = '2026-05-16T12:00:00+08:00'
          const asked = usageOf(quantities, { model: 'qwen-plus', at, facets: { thinking } })
          const state = { remaining: {}, usedInPeriod: {}, prepaid: prepaid(balances) }
          const receipt = receiptFor(table, asked, { state })
          balances = receipt.state?.after.balances ?? []
          return receipt
        })
        for (const receipt of [...receipts, mergeReceipts(receipts as [Receipt])]) {
          const json = JSON.parse(JSON.stringify(receiptToJson(receipt)))
          expect(receiptFromJson(json)).toEqual(receipt)
          expect(checkReceipt(json)).toEqual([])
        }
      }),
      { numRuns: 150 },
    )
  })
})
