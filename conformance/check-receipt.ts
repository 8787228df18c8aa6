import { type Fraction, fraction, isSame, least, minus, most, over, times, total } from './fraction.ts'

type Fields = { readonly [name: string]: string & readonly string[] & Fields }
type Params = Partial<Fields>
type Wire = { readonly lines: readonly Fields[]; readonly totals: readonly Fields[] }
const read = (json: Fields, name: string): readonly Fraction[] => {
  const [likely, ends] = [fraction(json[`${name}Exact`] ?? json[name] ?? ''), json[`${name}Range`]]
  return [likely, ends ? fraction(ends.low ?? '') : likely, ends ? fraction(ends.high ?? '') : likely]
}
const charge = (units: string, price: string, { per, factors }: Params): Fraction =>
  [...(factors ?? [])].map(fraction).reduce(times, over(times(fraction(units), fraction(price)), fraction(per ?? '1')))
const chargeAll = (units: readonly string[] = [], prices: readonly string[] = [], rest: Params = {}): Fraction[] =>
  units.map((one, at) => charge(one, prices[at] ?? '', rest))
const steps = (params: Params) => [total(chargeAll(params.quantities, params.prices, params))]
/** What balances that hold so much leave of a charge. */
const unpaid = (due: Fraction, held: string | undefined): Fraction =>
  held === undefined ? due : most([fraction('0'), minus(due, fraction(held))])

/** Likely, low and high amount that the parameters of each code give, by nothing else of the line. */
const RULES: Readonly<Record<string, (params: Params) => readonly Fraction[]>> = {
  'allowance-covers-all': () => [fraction('0')],
  rounding: ({ rounded = '', exact = '' }) => [minus(fraction(rounded), fraction(exact))],
  'graduated-steps': steps,
  'whole-steps': steps,
  'quantity-times-price': ({ quantity = '', low = quantity, high = quantity, price = '', ...rest }) =>
    [quantity, low, high].map((units) => charge(units, price, rest)),
  'range-over-tiers': ({ quantity = '', price = '', lows, highs, unitAmounts: each, ...rest }) =>
    [charge(quantity, price, rest)].concat([
      least(chargeAll(lows, each).map((due, at) => unpaid(due, rest.prepaidHighs?.[at]))),
      most(chargeAll(highs, each).map((due, at) => unpaid(due, rest.prepaidLows?.[at]))),
    ]),
}

/** Recomputes a receipt on the wire from its explanations alone; answers the lines and totals that do not agree. */
export function checkReceipt({ lines, totals }: Wire): readonly Fields[] {
  const wrong = lines.filter(({ explain, ...line }) => {
    const { prepaid, prepaidLow = prepaid, prepaidHigh = prepaid, prepaidLows } = (explain?.params ?? {}) as Params
    const charges = RULES[explain?.code ?? '']?.(explain?.params ?? {})
    const held = prepaidLows ? [prepaid] : [prepaid, prepaidHigh, prepaidLow]
    const expected = charges?.map((due, end) => unpaid(due, held[end]))
    if (!expected || !line.amount) return Boolean(expected) !== Boolean(line.amount)
    return read(line, 'amount').some((end, at) => expected[at] && !isSame(end, expected[at]))
  })
  const own = (sum: Fields) => lines.filter(({ amount, currency }) => amount && currency === sum.currency)
  const likely = (line: Fields) => read(line, 'amount')[0] ?? fraction('0')
  return [...wrong, ...totals.filter((sum) => !isSame(total(own(sum).map(likely)), likely(sum)))]
}
