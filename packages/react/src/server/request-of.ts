import { failed, formatExact, ok, type Result } from '@ratecard/core'
import { coreUseOf, estimateRequestOf, type Pricing, quantitiesOf } from '../pricing/price-inputs.ts'
import type { Inputs } from '../state/inputs.ts'

/** What a server is asked. */
export interface ServerRequest {
  readonly path: string
  readonly body: object
}

/**
 * The request that prices what was entered. Issues: those of `priceInputs` for fields that cannot be read; what their values may be
 * is for the server to say.
 */
export function requestOf(inputs: Inputs, pricing: Pricing): Result<ServerRequest> {
  const { model, facets, day } = inputs
  const { list, moment } = pricing
  // Without a day it is the server's clock that counts.
  const choice = { model, tariff: list.tariff.id, ...(day !== '' && { at: moment.text }) }
  const called = { ...choice, ...(Object.keys(facets).length > 0 && { facets }) }
  switch (inputs.tab) {
    case 'core-hours':
      return coreHoursOf(inputs, choice)
    case 'quantities': {
      const quantities = quantitiesOf(inputs)
      if (!quantities.ok) return quantities
      const usage = Object.fromEntries(quantities.value.map(([id, value]) => [id, formatExact(value)]))
      return ok({ path: '/v1/price', body: { ...called, usage } })
    }
    default: {
      const request = estimateRequestOf(inputs, pricing)
      if (!request.ok) return request
      const { outputTokens, imageSizes, audioSeconds, turns } = request.value
      const body = {
        ...called,
        ...(inputs.text !== '' && { text: inputs.text }),
        ...(imageSizes && { image: imageSizes.map(({ width, height }) => `${width}x${height}`) }),
        ...(audioSeconds && { audio: audioSeconds.map((seconds) => `${formatExact(seconds)}s`) }),
        ...(outputTokens && { outputTokens: formatExact(outputTokens) }),
        ...(inputs.tab === 'conversation' && { turns }),
      }
      return ok({ path: '/v1/estimate', body })
    }
  }
}

function coreHoursOf(inputs: Inputs, choice: object): Result<ServerRequest> {
  const use = coreUseOf(inputs)
  if (!use.ok) return failed(...use.issues)
  const { cores, instances } = use.value
  const body = { cores: formatExact(cores), duration: inputs.duration.trim(), instances: formatExact(instances) }
  return ok({ path: '/v1/core-hours', body: { ...choice, ...body } })
}
