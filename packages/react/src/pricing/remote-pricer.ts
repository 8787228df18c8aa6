import type { Receipt, Result } from '@ratecard/core'
import type { Inputs } from '../state/inputs.ts'
import type { Pricing } from './price-inputs.ts'

/** A server that prices what is entered, in place of the page. Each asks it anew, and rejects only when it is aborted. */
export interface RemotePricer {
  /** The server as a reader is told of it. */
  readonly host: string
  /** The server's own receipt. Issues: those it tells, and `ui.server-…` where it cannot be asked. */
  readonly price: (inputs: Inputs, pricing: Pricing, signal: AbortSignal) => Promise<Result<Receipt>>
  /**
   * A receipt for each turn of a conversation, computed in the page from what the server counted. Issues: those of `price`;
   * `ui.server-growth` where they do not add up to the receipt.
   */
  readonly priceTurns: (
    inputs: Inputs,
    pricing: Pricing,
    receipt: Receipt,
    signal: AbortSignal,
  ) => Promise<Result<readonly Receipt[]>>
}

/** Whether an issue is about the server, and not about what was entered. */
export const isOfServer = ({ code }: { readonly code: string }): boolean => code.startsWith('ui.server-')
