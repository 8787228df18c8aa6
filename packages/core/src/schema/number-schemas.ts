import { z } from 'zod'
import { compareRationals, formatDecimal, parseRational } from '../number/rational.ts'
import { described, named } from './annotations.ts'

/** As long as core reads. */
const MAX_DIGITS = 200
const digits = (expected: string, pattern: RegExp) =>
  z.string({ error: expected }).max(MAX_DIGITS).regex(pattern, { error: expected })

export const wireDecimal = named(
  'Decimal',
  digits('signed-decimal', /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u),
  'A decimal string, without exponent.',
)
const fraction = named(
  'Fraction',
  digits('fraction', /^-?(?:0|[1-9]\d*)\/[1-9]\d*$/u),
  'An exact fraction, such as 8/3.',
)
const decimalOrFraction = digits('decimal-or-fraction', /^-?(?:0|[1-9]\d*)(?:\.\d+|\/[1-9]\d*)?$/u)

const wireRange = named(
  'Range',
  z.object({ low: decimalOrFraction, high: decimalOrFraction }),
  'The least and the most that a number can be: decimal strings, or fractions where no finite decimal exists.',
)

type WireDecimal = typeof wireDecimal
type Companions<N extends string> = {
  readonly [K in `${N}Range`]: z.ZodExactOptional<typeof wireRange>
} & {
  readonly [K in `${N}Exact`]: z.ZodExactOptional<WireDecimal>
}

const companions = (name: string, description: string) => ({
  [`${name}Range`]: described(wireRange, `${description}: its ends, where it is not exact.`).exactOptional(),
  [`${name}Exact`]: described(
    fraction,
    `${description}: the exact fraction, where no finite decimal exists.`,
  ).exactOptional(),
})

/** The fields that `numberFields` writes for a number. */
export const numberShape = <N extends string>(name: N, description: string) =>
  ({ [name]: described(wireDecimal, `${description}.`), ...companions(name, description) }) as {
    readonly [K in N]: WireDecimal
  } & Companions<N>

/** The same, for a number that may be missing. */
export const optionalNumberShape = <N extends string>(name: N, description: string) =>
  ({ [name]: described(wireDecimal, `${description}.`).exactOptional(), ...companions(name, description) }) as {
    readonly [K in N]: z.ZodExactOptional<WireDecimal>
  } & Companions<N>

/**
 * Refines an object to numbers that agree with themselves: the exact fraction rounds to the decimal beside it,
 * `low <= likely <= high`, and neither stands without it.
 */
export const numbersAgree =
  (...names: readonly string[]) =>
  (value: object, context: z.RefinementCtx): void => {
    for (const name of names) checkNumber(value as WireObject, name, context)
  }

interface WireObject {
  readonly [name: string]: unknown
}

function checkNumber(value: WireObject, name: string, context: z.RefinementCtx): void {
  const [text, exactText, ends] = [value[name], value[`${name}Exact`], value[`${name}Range`]]
  if (text === undefined && (exactText !== undefined || ends !== undefined))
    context.addIssue({ code: 'custom', path: [name], message: 'signed-decimal' })
  const [decimal, exact] = [read(text), read(exactText)]
  if (decimal && exact && formatDecimal(exact) !== formatDecimal(decimal))
    context.addIssue({ code: 'custom', path: [`${name}Exact`], message: 'same-number' })
  const likely = exact ?? decimal
  const { low, high } = (ends ?? {}) as WireObject
  const [least, most] = [read(low), read(high)]
  if (likely && least && most && (compareRationals(least, likely) > 0 || compareRationals(likely, most) > 0))
    context.addIssue({ code: 'custom', path: [`${name}Range`], message: 'ordered-range' })
}

const read = (text: unknown) => (typeof text === 'string' ? parseRational(text) : undefined)
