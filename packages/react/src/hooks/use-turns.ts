import type { Receipt, Result } from '@ratecard/core'
import { useMemo } from 'react'
import { type Pricing, priceTurns } from '../pricing/price-inputs.ts'
import type { Inputs } from '../state/inputs.ts'
import { useAsked } from './use-asked.ts'

/** A receipt for each turn of the conversation that was priced; while a server is asked, those before. */
export function useTurns(
  inputs: Inputs,
  pricing: Pricing,
  priced: Result<Receipt> | undefined,
): Result<readonly Receipt[]> | undefined {
  const { remote } = pricing.list
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the list's
  const own = useMemo(() => (remote || pricing.isAwaited ? undefined : priceTurns(inputs, pricing)), [inputs, pricing])
  const asked = useAsked(
    remote && priced?.ok ? (signal) => remote.priceTurns(inputs, pricing, priced.value, signal) : undefined,
    [priced],
  )
  if (own) return own
  return priced?.ok === false ? priced : (asked.answer ?? asked.last)
}
