import type { InputCounter, Receipt, Result } from '@ratecard/core'
import type { ExactCounter } from '../counting/exact-counter.ts'
import type { Pricing } from '../pricing/price-inputs.ts'
import type { Inputs } from '../state/inputs.ts'

/** What each part is given that can be looked at beside the price. */
export interface PanelProps {
  readonly inputs: Inputs
  readonly models: readonly string[]
  readonly pricing: Pricing
  /** Undefined as long as a server is asked. */
  readonly priced: Result<Receipt> | undefined
  /** The receipt that is shown until there is another. */
  readonly kept: Receipt | undefined
  readonly exact: ExactCounter | undefined
  readonly counter: InputCounter | undefined
  readonly change: (changed: Partial<Inputs>) => void
}
