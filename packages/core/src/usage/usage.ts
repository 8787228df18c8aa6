import type { MeterId } from '../meter/meter.ts'
import type { Range } from '../number/range.ts'
import type { Rational } from '../number/rational.ts'
import type { Issue } from '../result.ts'

/**
 * How a quantity is known: `reported` by the provider, `counted` by an exact tokenizer or formula, or `estimated` by a
 * published rule of thumb.
 */
export type Basis = 'reported' | 'counted' | 'estimated'

export interface Quantity extends Range {
  readonly basis: Basis
}

/** Quantities of disjoint leaves: a token is in exactly one of them. */
export type Quantities = { readonly [id in MeterId]?: Quantity }

/**
 * What was used: by one request, or by an aggregate of several. A price that depends on the size of one request is
 * never chosen by the sums of an aggregate.
 */
export interface Usage {
  readonly id?: string
  /** RFC 3339 with an offset. */
  readonly at?: string
  readonly grain: 'request' | 'aggregate'
  readonly requests: Rational
  readonly provider?: string
  readonly model: string
  /** Properties of the request that the record states, such as `{thinking: 'on'}`. */
  readonly facets: Readonly<Record<string, string>>
  readonly dimensions: Readonly<Record<string, string>>
  readonly quantities: Quantities
  /** What was noticed while the record was read; it never changes a figure. */
  readonly issues: readonly Issue[]
}

export const quantityEntries = (quantities: Quantities): readonly [MeterId, Quantity][] =>
  Object.entries(quantities) as [MeterId, Quantity][]

/**
 * Quantities of which each is known exactly, in one way.
 *
 * @example
 * exactQuantities([['input_tokens', rational('1000')]], 'reported') // {input_tokens: 1000, reported}
 */
export const exactQuantities = (values: Iterable<readonly [MeterId, Rational]>, basis: Basis): Quantities =>
  Object.fromEntries(Array.from(values, ([id, value]) => [id, { low: value, likely: value, high: value, basis }]))
