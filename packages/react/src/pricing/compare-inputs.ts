import { findModel, type InputCounter, inputCounterOf, type Receipt, type Result } from '@ratecard/core'
import { AT_ONCE, countText, countTextInTurns } from '../counting/count-text.ts'
import type { Inputs } from '../state/inputs.ts'
import { facetsOf } from './facets-of.ts'
import { type Pricing, priceInputs } from './price-inputs.ts'

/** A model beside others, priced for the same use. */
export interface ComparedModel {
  readonly model: string
  /** Undefined as long as it is awaited. */
  readonly priced?: Result<Receipt> | undefined
}

/**
 * Prices the same use for other models. A text is what it was counted to for the chosen model, where both have one
 * tokenizer; otherwise an estimate. Where a server prices by the list, it is asked.
 *
 * @param counter of the chosen model.
 * @throws As a rejection: the reason of the signal.
 */
export async function priceOthers(
  models: readonly string[],
  inputs: Inputs,
  pricing: Pricing,
  counter: InputCounter | undefined,
  signal: AbortSignal,
): Promise<readonly ComparedModel[]> {
  const { remote } = pricing.list
  const asked = (model: string) => ({ ...inputs, model, facets: sharedFacets(model, inputs, pricing) })
  if (remote) {
    const priced = models.map((model) => remote.price(asked(model), pricing, signal))
    return (await Promise.all(priced)).map((one, at) => ({ model: models[at] as string, priced: one }))
  }
  const compared: ComparedModel[] = []
  for (const model of models) {
    const own = counterOf(model, pricing)
    const isSame = JSON.stringify(own) === JSON.stringify(counter)
    const text = isSame || own === undefined ? pricing.text : await countFor(inputs.text, own, signal)
    compared.push({ model, priced: priceInputs(asked(model), { ...pricing, text }) })
  }
  return compared
}

/** What was stated of the chosen model, as far as it can be stated of another. */
function sharedFacets(model: string, { facets }: Inputs, { list, moment }: Pricing): Readonly<Record<string, string>> {
  const known = facetsOf(model, list, moment)
  const isKnown = ([name, value]: readonly [string, string]) =>
    known.some((facet) => facet.name === name && facet.values.includes(value))
  return Object.fromEntries(Object.entries(facets).filter(isKnown))
}

function counterOf(model: string, { list, moment }: Pricing): InputCounter | undefined {
  const found = findModel(model, [list.tableFor(model, moment.instant)], {}, moment.text)
  return found.ok ? inputCounterOf(model, found.value) : undefined
}

const countFor = async (text: string, counter: InputCounter, signal: AbortSignal) => {
  if (text === '') return undefined
  return text.length <= AT_ONCE ? countText(text, counter) : countTextInTurns(text, counter, signal)
}
