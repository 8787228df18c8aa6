import type { InputCounter } from '@ratecard/core'
import { type ComparedModel, priceOthers } from '../pricing/compare-inputs.ts'
import type { Pricing } from '../pricing/price-inputs.ts'
import type { Inputs } from '../state/inputs.ts'
import { useAsked } from './use-asked.ts'
import { useLoaded } from './use-loaded.ts'
import { asIts } from './use-priced.ts'

/** The same use by other models. */
export function useCompared(
  others: readonly string[],
  inputs: Inputs,
  pricing: Pricing,
  counter: InputCounter | undefined,
): readonly ComparedModel[] {
  const isRemote = pricing.list.remote !== undefined && others.length > 0
  const price = (signal: AbortSignal) => priceOthers(others, inputs, pricing, counter, signal)
  const own = useLoaded(
    async (signal) => (isRemote || pricing.isAwaited ? [] : price(signal)),
    [others.join(), inputs, pricing],
  )
  const asked = useAsked(isRemote ? price : undefined, [
    others.join('\n'),
    pricing.list,
    pricing.moment,
    ...asIts(inputs),
  ])
  const known = (isRemote ? asked.answer : own.value) ?? []
  return others.map((model) => known.find((one) => one.model === model) ?? { model })
}
