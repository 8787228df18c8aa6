import type { Receipt, Result } from '@ratecard/core'
import { useEffect, useMemo, useState } from 'react'
import { type Pricing, priceInputs } from '../pricing/price-inputs.ts'
import { isOfServer } from '../pricing/remote-pricer.ts'
import type { Inputs } from '../state/inputs.ts'
import { useAsked } from './use-asked.ts'

/** What the inputs cost. */
export interface Priced {
  /** Undefined as long as a server is asked, or a text is counted. */
  readonly answer?: Result<Receipt>
  /** The last receipt, which is not of these inputs, while there is no other or a server cannot be asked. */
  readonly kept?: Receipt
  /** Asks the server once more; undefined where that is of no use. */
  readonly again?: () => void
}

/** What makes a receipt another one, in two: texts may be long. */
export const asIts = ({ text, monthly: _, others: _others, ...inputs }: Inputs) =>
  [JSON.stringify(inputs), text] as const

/**
 * Prices what is entered: in the page at once, or by the server of the price list.
 *
 * @param pricing undefined where there is nothing to price by.
 * @param otherwise says why.
 */
export function usePriced(inputs: Inputs, pricing: Pricing | undefined, otherwise: () => Result<never>): Priced {
  const remote = pricing?.list.remote
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the inputs, the text is in what it was counted to
  const own = useMemo(() => {
    if (pricing === undefined) return otherwise()
    return remote || pricing.isAwaited ? undefined : priceInputs(inputs, pricing)
  }, [pricing, asIts(inputs)[0]])
  const asked = useAsked(
    pricing && remote && !pricing.isAwaited ? (signal) => remote.price(inputs, pricing, signal) : undefined,
    [pricing?.list, pricing?.moment, ...asIts(inputs)],
  )
  const answer = own ?? asked.answer
  const [last, setLast] = useState<Receipt>()
  useEffect(() => {
    if (answer?.ok) setLast(answer.value)
  }, [answer])
  const isRefused = remote !== undefined && answer?.ok === false && answer.issues.some(isOfServer)
  return {
    ...(answer && { answer }),
    ...(last && (answer === undefined || isRefused) && { kept: last }),
    ...(isRefused && { again: asked.again }),
  }
}
