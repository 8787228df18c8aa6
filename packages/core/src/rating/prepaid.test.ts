import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import type { MeterId } from '../meter/meter.ts'
import { exactly, isOrdered, type Range } from '../number/range.ts'
import { formatExact, rational } from '../number/rational.ts'
import { rate } from '../receipt/rate.ts'
import type { Receipt } from '../receipt/receipt.ts'
import type { Allowance, Tariff } from '../tariff/tariff.ts'
import {
  AT,
  aCard,
  aModifier,
  amountsOf,
  aRate,
  aTariff,
  aUsage,
  between,
  codesOf,
  exact,
  NAME,
  OPTIONS,
  receiptOf,
  told,
  totalsOf,
} from '../testing/a-tariff.ts'
import type { Balance } from './balance.ts'
import { prepaid } from './prepaid.ts'
import type { RatingState } from './settle.ts'

const anAllowance = (id: string, allowance: Partial<Allowance> = {}): Allowance => ({
  id,
  name: NAME,
  meters: ['input_tokens', 'output_tokens'],
  source: 'page',
  ...allowance,
})

const aBalance = (id: string, remaining: string | number, balance: Partial<Balance> = {}): Balance => ({
  id,
  allowance: id,
  remaining: exactly(rational(String(remaining))),
  ...balance,
})

const having = (...balances: readonly Balance[]): RatingState => ({
  remaining: {},
  usedInPeriod: {},
  prepaid: prepaid(balances),
})
const LATER = '2026-06-01T00:00:00+08:00'
const EARLIER = '2026-03-01T00:00:00+08:00'

/** An oracle's fraction: two bigints, with nothing in common with core's numbers. */
type Fraction = readonly [bigint, bigint]
const parse = (text: string): Fraction => {
  const [over = '', under = '1'] = text.split('/')
  const [whole = '', digits = ''] = over.split('.')
  return [BigInt(whole + digits), 10n ** BigInt(digits.length) * BigInt(under)]
}
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d]
const minus = (x: Fraction, [c, d]: Fraction): Fraction => plus(x, [-c, d])
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d]
const over = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c]
const isLess = ([a, b]: Fraction, [c, d]: Fraction) => a * d < c * b
const isSame = ([a, b]: Fraction, [c, d]: Fraction) => a * d === c * b
const sum = (all: readonly Fraction[]) => all.reduce(plus, [0n, 1n] as Fraction)
const ZERO: Fraction = [0n, 1n]
const least = (a: Fraction, b: Fraction) => (isLess(b, a) ? b : a)

const METERS = ['input_tokens', 'output_tokens'] as const
const PRICES = { input_tokens: '0.3', output_tokens: '7' } as const
const PER = '3'
const EDIT = '1.2'

/** Every kind of allowance; `weighed` takes 1.2 of its units for a token. */
const ALLOWANCES = {
  free: { order: 1, meters: METERS, isMoney: false, units: '1' },
  pack: { order: 2, meters: ['input_tokens'] as const, isMoney: false, units: '1' },
  weighed: { order: 2, meters: METERS, isMoney: false, units: EDIT },
  own: { order: 3, meters: METERS, isMoney: true, units: '1' },
  general: { order: 4, meters: ['output_tokens'] as const, isMoney: true, units: '1' },
} as const
type Name = keyof typeof ALLOWANCES

const TARIFF: Tariff = aTariff({
  allowances: [
    anAllowance('free'),
    anAllowance('pack', { kind: 'resource-pack', meters: ['input_tokens'] }),
    anAllowance('weighed', { kind: 'resource-pack', weights: [{ units: EDIT }] }),
    anAllowance('own', { kind: 'savings-plan', models: ['m'] }),
    anAllowance('general', { kind: 'savings-plan', meters: ['output_tokens'] }),
  ],
  cards: [aCard({ rates: METERS.map((meter) => aRate({ meter, price: PRICES[meter], per: PER })) })],
})
const TABLES = [compileTariff(TARIFF)]

interface Held {
  readonly id: string
  readonly name: Name
  readonly remaining: string
  readonly until: string | undefined
}

const held: fc.Arbitrary<readonly Held[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    name: fc.constantFrom<Name>('free', 'pack', 'weighed', 'own', 'general'),
    remaining: fc.tuple(fc.nat(60), fc.constantFrom('', '.5', '.07')).map(([units, rest]) => `${units}${rest}`),
    until: fc.constantFrom(undefined, EARLIER, LATER),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
)

const stateOf = (all: readonly Held[]): RatingState =>
  having(
    ...all.map(({ id, name, remaining, until }) =>
      aBalance(id, remaining, {
        allowance: name,
        ...(ALLOWANCES[name].isMoney && { currency: 'CNY' }),
        ...(until !== undefined && { until }),
      }),
    ),
  )

const counts = fc.record({ input_tokens: fc.nat(40), output_tokens: fc.nat(40) })
type Counts = Readonly<Partial<Record<(typeof METERS)[number], number>>>

const rated = (quantities: Counts, state: RatingState): Receipt =>
  receiptFrom(Object.fromEntries(Object.entries(quantities).map(([id, count]) => [id, exact(count)])), state)
function receiptFrom(quantities: object, state: RatingState): Receipt {
  const receipt = rate(aUsage(quantities), TABLES, { ...OPTIONS, state })
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.issues))
  return receipt.value
}

/** What the words of the rule give: by order, then expiry, then id; quantities first, money on the amount. */
function oracle(quantities: Counts, all: readonly Held[]) {
  const left = new Map(all.map(({ id, remaining }) => [id, parse(remaining)]))
  const ends = [EARLIER, LATER, undefined]
  const inOrder = [...all].sort(
    (a, b) =>
      ALLOWANCES[a.name].order - ALLOWANCES[b.name].order ||
      ends.indexOf(a.until) - ends.indexOf(b.until) ||
      a.id.charCodeAt(0) - b.id.charCodeAt(0),
  )
  const lines = METERS.flatMap((meter) => {
    const count = quantities[meter]
    if (count === undefined) return []
    const taken = new Map<string, Fraction>()
    const draw = (from: Fraction, isMoney: boolean) => {
      let rest = from
      for (const { id, name } of inOrder) {
        const { meters, units, isMoney: isOwnMoney } = ALLOWANCES[name]
        if (isOwnMoney !== isMoney || !(meters as readonly string[]).includes(meter)) continue
        const own = left.get(id) ?? ZERO
        const used = least(times(rest, parse(units)), own)
        left.set(id, minus(own, used))
        taken.set(id, used)
        rest = minus(rest, over(used, parse(units)))
      }
      return rest
    }
    const billable = draw(parse(String(count)), false)
    const charge = over(times(billable, parse(PRICES[meter])), parse(PER))
    return [{ meter, taken, billable, charge, due: draw(charge, true) }]
  })
  return { lines, left }
}

const textOf = (range: Range | undefined, end: keyof Range = 'likely'): Fraction =>
  parse(range ? formatExact(range[end]) : '-1')
const remainingOf = (receipt: Receipt, id: string): Fraction =>
  textOf(receipt.state?.after.balances?.find((balance) => balance.id === id)?.remaining)
const totalOf = (receipt: Receipt, end: keyof Range = 'likely'): Fraction =>
  sum(receipt.totals.map(({ amount }) => textOf(amount, end)))
const after = (receipt: Receipt): RatingState => having(...(receipt.state?.after.balances ?? []))

describe('law: prepaid balances, against an oracle of plain fractions', () => {
  it('each balance gives what its order says, nothing is lost, and none falls below 0', () => {
    fc.assert(
      fc.property(counts, held, fc.boolean(), (quantities, all, isTurned) => {
        const expected = oracle(quantities, all)
        const turned = isTurned ? Object.fromEntries(Object.entries(quantities).reverse()) : quantities
        const receipt = rated(turned, stateOf(all))
        for (const { meter, taken, billable, charge, due } of expected.lines) {
          const line = receipt.lines.find(({ id }) => id === meter)
          expect(isSame(textOf(line?.billable), billable)).toBe(true)
          expect(isSame(textOf(line?.amount), due)).toBe(true)
          if (line?.discounted) expect(isSame(textOf(line.discounted), charge)).toBe(true)
          for (const { id, consumed } of line?.balances ?? [])
            expect(isSame(textOf(consumed), taken.get(id) ?? ZERO)).toBe(true)
          const uses = line?.balances ?? []
          const units = uses.map(({ allowance, currency, consumed }) =>
            currency === undefined ? over(textOf(consumed), parse(ALLOWANCES[allowance as Name].units)) : ZERO,
          )
          const money = uses.map(({ currency, consumed }) => (currency === undefined ? ZERO : textOf(consumed)))
          expect(isSame(sum([...units, textOf(line?.billable)]), parse(String(quantities[meter])))).toBe(true)
          expect(isSame(sum([...money, textOf(line?.amount)]), charge)).toBe(true)
        }
        for (const { id } of all) {
          expect(isSame(remainingOf(receipt, id), expected.left.get(id) ?? ZERO)).toBe(true)
          expect(isLess(remainingOf(receipt, id), ZERO)).toBe(false)
        }
        expect(isSame(totalOf(receipt), sum(expected.lines.map(({ due }) => due)))).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('two halves with the state carried on are the whole', () => {
    fc.assert(
      fc.property(fc.constantFrom(...METERS), fc.nat(40), fc.nat(40), held, (meter, a, b, all) => {
        const whole = rated({ [meter]: a + b }, stateOf(all))
        const first = rated({ [meter]: a }, stateOf(all))
        const second = rated({ [meter]: b }, after(first))
        expect(isSame(totalOf(whole), plus(totalOf(first), totalOf(second)))).toBe(true)
        expect(second.state?.after.balances).toEqual(whole.state?.after.balances)
      }),
      { numRuns: 300 },
    )
  })

  it('a range holds what every count in it gives, and its ends are reached', () => {
    const range = fc.tuple(fc.nat(12), fc.nat(5), fc.nat(5))
    fc.assert(
      fc.property(range, range, held, (input, output, all) => {
        const box = ([low, more, evenMore]: readonly number[]) =>
          between(low ?? 0, (low ?? 0) + (more ?? 0), (low ?? 0) + (more ?? 0) + (evenMore ?? 0))
        const receipt = receiptFrom({ input_tokens: box(input), output_tokens: box(output) }, stateOf(all))
        const upTo = ([low = 0, more = 0, evenMore = 0]: readonly number[]) =>
          Array.from({ length: more + evenMore + 1 }, (_, at) => low + at)
        const each = upTo(input).flatMap((a) =>
          upTo(output).map((b) => oracle({ input_tokens: a, output_tokens: b }, all)),
        )
        const totals = each.map(({ lines }) => sum(lines.map(({ due }) => due)))
        const [low, high] = [totalOf(receipt, 'low'), totalOf(receipt, 'high')]
        expect(totals.every((total) => !isLess(total, low) && !isLess(high, total))).toBe(true)
        expect(totals.some((total) => isSame(total, low)) && totals.some((total) => isSame(total, high))).toBe(true)
        for (const { id, remaining } of receipt.state?.after.balances ?? []) {
          expect(isOrdered(remaining)).toBe(true)
          for (const { left } of each) {
            expect(isLess(left.get(id) ?? ZERO, textOf(remaining, 'low'))).toBe(false)
            expect(isLess(textOf(remaining, 'high'), left.get(id) ?? ZERO)).toBe(false)
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('what a balance covers', () => {
  const told1 = (receipt: Receipt) => receipt.warnings.map(({ code, params }) => [code, params.by ?? params.meter])
  const usesOf = (receipt: Receipt) =>
    receipt.lines.flatMap(({ balances = [] }) => balances.map(({ id, consumed }) => [id, told(consumed)]))
  const one = (allowance: Partial<Allowance>, tariff: Partial<Tariff> = {}) =>
    aTariff({ allowances: [anAllowance('x', allowance)], ...tariff })
  const ask = (tariff: Tariff, balance: Partial<Balance> = {}, usage = aUsage({ input_tokens: exact(10) })) =>
    receiptOf(tariff, usage, { state: having(aBalance('x', 4, balance)) })

  it('only inside its validity, whose end is exclusive; why not is said once', () => {
    const codes = (balance: Partial<Balance>) => ask(one({}), balance).warnings.map(({ code }) => code)
    expect(codes({ from: AT })).toEqual([])
    expect(codes({ from: '2026-01-15T12:00:01+08:00' })).toEqual(['balance-not-yet-valid'])
    expect(codes({ until: AT })).toEqual(['balance-expired'])
    expect(codes({ until: '2026-01-15T05:00:00Z' })).toEqual([])
    const claims = [{ until: LATER, rule: '3 months', source: 'page' }]
    expect(codes({ until: AT, claims })).toEqual(['balance-expiry-disputed'])
    expect(amountsOf(ask(one({}), { until: AT, claims }))).toEqual({ input_tokens: '10' })
    const two = aTariff({
      allowances: [anAllowance('x')],
      cards: [aCard({ rates: METERS.map((meter) => aRate({ meter })) })],
    })
    const usage = aUsage({ input_tokens: exact(1), output_tokens: exact(1) })
    expect(ask(two, { until: AT }, usage).warnings).toHaveLength(1)
  })

  it('the meters, facets and modifiers that it names', () => {
    const meter = ask(one({ meters: ['images'] }))
    expect([amountsOf(meter), told1(meter)]).toEqual([{ input_tokens: '10' }, [['balance-not-covering', []]]])
    const thinking = aUsage({ input_tokens: exact(10) }, { facets: { thinking: 'on' } })
    const facet = ask(one({ when: { thinking: 'off' } }), {}, thinking)
    expect(told1(facet)).toContainEqual(['balance-not-covering', ['thinking=on']])
    expect(amountsOf(ask(one({ when: { thinking: 'on' } }), {}, thinking))).toEqual({ input_tokens: '6' })
    const modifier = ask(one({}, { modifiers: [aModifier({ excludes: ['allowance'] })] }))
    expect([amountsOf(modifier), told1(modifier)]).toEqual([
      { input_tokens: '5' },
      [['balance-not-covering', ['half']]],
    ])
  })

  it('the models that it names; balances of others are left alone without a word', () => {
    const tariff = one({ per: 'model' })
    expect(usesOf(ask(tariff, { model: 'm' }))).toEqual([['x', '4']])
    expect(ask(tariff, { model: 'n' }).warnings.map(({ code }) => code)).toEqual(['allowance-not-applied'])
    expect(usesOf(ask(one({ exceptModels: ['m'] })))).toEqual([])
    expect(usesOf(ask(tariff, { model: 'm', tariff: 'other/list' }))).toEqual([])
  })

  it('the tier that it names, of a request whose range may lie on both sides', () => {
    const tiered = one(
      { kind: 'resource-pack', tier: { gt: '0', le: '10' } },
      { cards: [aCard({ selector: ['input_tokens'], rates: [aRate()] })] },
    )
    const of = (quantity: Parameters<typeof aUsage>[0]['input_tokens']) =>
      ask(tiered, {}, aUsage(quantity ? { input_tokens: quantity } : {}))
    expect(amountsOf(of(exact(10)))).toEqual({ input_tokens: '6' })
    expect(amountsOf(of(exact(11)))).toEqual({ input_tokens: '11' })
    // 9 → 5, 10 → 6, 11 → 11, 12 → 12.
    const both = of(between(9, 10, 12))
    expect(amountsOf(both)).toEqual({ input_tokens: ['5', '6', '12'] })
    expect(told(both.state?.after.balances?.[0]?.remaining)).toEqual(['0', '0', '4'])
    expect(totalsOf(both)).toEqual(['[5, 6, 12] CNY'])
    // A plan takes money: 9 → 5, 10 → 6, 11 → 11, 12 → 12 again, by another way.
    const plan = one(
      { kind: 'savings-plan', tier: { le: '10' } },
      { cards: [aCard({ selector: ['input_tokens'], rates: [aRate()] })] },
    )
    const paid = ask(plan, { currency: 'CNY' }, aUsage({ input_tokens: between(9, 10, 12) }))
    expect([amountsOf(paid), told(paid.lines[0]?.discounted)]).toEqual([
      { input_tokens: ['5', '6', '12'] },
      ['9', '10', '12'],
    ])
  })

  it('money of its own currency alone, after modifiers', () => {
    const plan = one({ kind: 'savings-plan' }, { modifiers: [aModifier()] })
    const receipt = ask(plan, { currency: 'CNY' })
    const [line] = receipt.lines
    expect([told(line?.list), told(line?.discounted), told(line?.amount)]).toEqual(['10', '5', '1'])
    expect(told1(ask(plan, { currency: 'USD' }))).toEqual([['balance-not-covering', ['currency=CNY']]])
  })

  it('units that are weighed, split exactly', () => {
    const receipt = ask(one({ kind: 'resource-pack', weights: [{ meter: 'input_tokens', units: '1.2' }] }))
    // 4 units are 3 1/3 of the 10 tokens.
    expect([amountsOf(receipt), usesOf(receipt)]).toEqual([{ input_tokens: '20/3' }, [['x', '4']]])
  })

  it('everything by a pack is prepaid, not given', () => {
    const all = (kind: Allowance['kind']) =>
      ask(one({ kind: kind ?? 'free-quota' }), { remaining: exactly(rational(90)) })
    expect(all('resource-pack').lines[0]).toMatchObject({ status: 'free', reason: 'prepaid' })
    expect(all('free-quota').lines[0]).toMatchObject({ status: 'free', reason: 'allowance' })
  })

  it('what a pack beside the quota did not have to give makes nothing prepaid', () => {
    const tariff = aTariff({ allowances: [anAllowance('x'), anAllowance('pack', { kind: 'resource-pack' })] })
    const balances = having(aBalance('x', 90), aBalance('pack', 90))
    const receipt = receiptOf(tariff, aUsage({ input_tokens: exact(10) }), { state: balances })
    expect(receipt.lines[0]).toMatchObject({ status: 'free', reason: 'allowance', balances: [{ id: 'x' }] })
  })

  it('names what other sources claim', () => {
    const claims = [{ quantity: '9', label: NAME, source: 'page' }]
    const receipt = ask(one({ quantity: '4', claims }))
    expect(receipt.warnings).toMatchObject([{ code: 'allowance-claims', params: { quantity: '4', claims: ['9'] } }])
  })
})

describe('balances that cannot be', () => {
  const tariff = aTariff({
    allowances: [
      anAllowance('x'),
      anAllowance('plan', { kind: 'savings-plan' }),
      anAllowance('each', { per: 'model' }),
    ],
  })
  const refused = (...balances: readonly Balance[]) =>
    codesOf(
      rate(aUsage({ input_tokens: exact(1) }), [compileTariff(tariff)], { ...OPTIONS, state: having(...balances) }),
    )
  const aRange: Range = { low: rational(2), likely: rational(1), high: rational(3) }

  it.each<[string, readonly Balance[]]>([
    ['unknown-allowance', [aBalance('y', 1)]],
    ['repeated-balance', [aBalance('x', 1), aBalance('x', 2)]],
    ['invalid-balance', [aBalance('x', -1)]],
    ['invalid-balance', [aBalance('x', 1, { remaining: aRange })]],
    ['invalid-balance', [aBalance('', 1, { allowance: 'x' })]],
    ['balance-currency', [aBalance('plan', 1)]],
    ['balance-currency', [aBalance('x', 1, { currency: 'CNY' })]],
    ['balance-without-model', [aBalance('each', 1)]],
    ['instant-without-offset', [aBalance('x', 1, { until: '2026-06-01' })]],
    ['invalid-instant', [aBalance('x', 1, { claims: [{ until: 'soon', rule: '', source: '' }] })]],
  ])('%s', (code, balances) => {
    expect(refused(...balances)).toEqual([code])
  })

  it('those of another tariff are not looked at', () => {
    expect(refused(aBalance('y', 1, { tariff: 'other/list' }))).toEqual([])
  })
})

it('a meter of a balance is any meter', () => {
  const meters: readonly MeterId[] = ['audio_seconds']
  const tariff = aTariff({
    allowances: [anAllowance('x', { meters })],
    cards: [aCard({ rates: [aRate({ meter: 'audio_seconds' })] })],
  })
  const state = having(aBalance('x', '2.5'))
  expect(amountsOf(receiptOf(tariff, aUsage({ audio_seconds: exact('10.25') }), { state }))).toEqual({
    audio_seconds: '7.75',
  })
})

describe('law: a range with balances holds what every request in it costs', () => {
  const bounds = fc.constantFrom({ le: '7' }, { gt: '5' }, { gt: '3', le: '11' }, {})
  const tiered = fc.record({ pack: bounds, plan: bounds, isThinking: fc.boolean() }).map(({ pack, plan, isThinking }) =>
    compileTariff(
      aTariff({
        allowances: [
          anAllowance('pack', { kind: 'resource-pack', tier: pack, ...(isThinking && { when: { thinking: 'on' } }) }),
          anAllowance('plan', { kind: 'savings-plan', tier: plan }),
        ],
        cards: [
          aCard({
            selector: ['input_tokens'],
            rates: [
              aRate({ tier: { le: '8' } }),
              aRate({ price: '5', tier: { gt: '8' } }),
              aRate({ meter: 'output_tokens', price: '2' }),
              aRate({ meter: 'output_tokens', price: '3', when: { thinking: 'on' } }),
            ],
          }),
        ],
        fallbacks: { reasoning_tokens: 'output_tokens' },
      }),
    ),
  )
  const small = fc.tuple(fc.nat(9), fc.nat(3), fc.nat(3))

  it('over tiers of the price, of a pack and of a plan, and over thinking or not', () => {
    fc.assert(
      fc.property(tiered, small, small, fc.nat(12), fc.nat(20), (table, input, reasoning, pack, plan) => {
        const state = having(aBalance('pack', pack), aBalance('plan', plan, { currency: 'CNY' }))
        const of = (quantities: object) => {
          const receipt = rate(aUsage({ output_tokens: exact(4), ...quantities }), [table], { ...OPTIONS, state })
          if (!receipt.ok) throw new Error(JSON.stringify(receipt.issues))
          return receipt.value
        }
        const box = ([low, more, evenMore]: readonly [number, number, number]) =>
          between(low, low + more, low + more + evenMore)
        const range = of({ input_tokens: box(input), reasoning_tokens: box(reasoning) })
        for (let a = input[0]; a <= input[0] + input[1] + input[2]; a++)
          for (let b = reasoning[0]; b <= reasoning[0] + reasoning[1] + reasoning[2]; b++) {
            const point = of({ input_tokens: exact(a), reasoning_tokens: exact(b) })
            expect(isWithinRange(totalOf(point), totalOf(range, 'low'), totalOf(range, 'high'))).toBe(true)
            for (const [at, { amount }] of point.lines.entries()) {
              const whole = range.lines[at]?.amount
              expect(isWithinRange(textOf(amount), textOf(whole, 'low'), textOf(whole, 'high'))).toBe(true)
            }
            for (const [at, { remaining }] of (point.state?.after.balances ?? []).entries()) {
              const whole = range.state?.after.balances?.[at]?.remaining
              expect(isWithinRange(textOf(remaining), textOf(whole, 'low'), textOf(whole, 'high'))).toBe(true)
            }
          }
        const likely = of({
          input_tokens: exact(input[0] + input[1]),
          reasoning_tokens: exact(reasoning[0] + reasoning[1]),
        })
        expect(isSame(totalOf(range), totalOf(likely))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  const isWithinRange = (value: Fraction, low: Fraction, high: Fraction) => !isLess(value, low) && !isLess(high, value)
})
