import type { Rational } from '../number/rational.ts'
import type { FxSource } from './fx-table.ts'
import type { Money } from './money.ts'

/** An amount in a currency that nobody charges: what a total comes to at a rate of the user's. Exact, not rounded. */
export interface DisplayAmount extends Money {
  /** False where the total is the lower bound of what is known. */
  readonly complete: boolean
  /** The currency of the total. */
  readonly from: string
  /** What one unit of `from` is worth. */
  readonly rate: Rational
  /** The rate as the table has it, where it has only that of the other direction. */
  readonly inverseOf?: string
  /** Of the rate: one of the two. */
  readonly day?: string
  readonly month?: string
  readonly source: FxSource
}
