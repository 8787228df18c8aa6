import {
  type CoreUse,
  type CountedText,
  type EstimatedText,
  type EstimateRequest,
  estimate,
  estimateTurns,
  exactQuantities,
  failed,
  isMeterId,
  issue,
  type MeterId,
  meter,
  ok,
  type RateOptions,
  type Rational,
  type Receipt,
  type Result,
  rate,
  rateCoreHours,
  readByteSize,
  readDuration,
  requestUsage,
} from '@ratecard/core'
import type { Inputs } from '../state/inputs.ts'
import { VERSION } from '../version.ts'
import type { Moment } from './moment.ts'
import type { OpenList } from './open-list.ts'
import { readAudio } from './read-audio.ts'
import { readImages } from './read-images.ts'
import { readCount, readNumber } from './read-number.ts'

/** What is known beside the inputs. */
export interface Pricing {
  /** Whether something of it is still on its way, so that nothing can be said yet. */
  readonly isAwaited?: boolean
  readonly list: OpenList
  readonly moment: Moment
  /** The text as it was counted for the model; undefined where there is none. */
  readonly text?: CountedText | EstimatedText | undefined
}

/** Turns whose growth can still be read. */
const MOST_TURNS = 200

/** The rules' version stands on each receipt. */
const OPTIONS: RateOptions = { id: 'calculator', engine: VERSION }

/**
 * Prices what was entered.
 *
 * Issues: those of `estimate`, `rate`, `rateCoreHours` and `readDuration` of core; `ui.no-number`, `ui.no-count`,
 * `ui.too-many-images` and `ui.no-quantities` for fields that cannot be read.
 */
export function priceInputs(inputs: Inputs, pricing: Pricing): Result<Receipt> {
  const { list, moment } = pricing
  const tables = [list.tableFor(inputs.model, moment.instant)]
  switch (inputs.tab) {
    case 'core-hours':
      return priceCoreHours(inputs, pricing)
    case 'quantities': {
      const quantities = quantitiesOf(inputs)
      if (!quantities.ok) return quantities
      const { model, facets } = inputs
      const used = exactQuantities(quantities.value, 'reported')
      return rate(requestUsage({ model, at: moment.text, facets, quantities: used }), tables, OPTIONS)
    }
    default: {
      const request = estimateRequestOf(inputs, pricing)
      return request.ok ? estimate(request.value, tables, OPTIONS) : request
    }
  }
}

/** A receipt for each turn of a conversation, whose history is read again each time. Issues: those of {@link priceInputs}. */
export function priceTurns(inputs: Inputs, pricing: Pricing): Result<readonly Receipt[]> {
  const request = estimateRequestOf(inputs, pricing)
  if (!request.ok) return request
  return estimateTurns(request.value, [pricing.list.tableFor(inputs.model, pricing.moment.instant)], OPTIONS)
}

/** A call as it is entered. Issues: those of {@link priceInputs} for fields that cannot be read. */
export function estimateRequestOf(inputs: Inputs, { moment, text }: Pricing): Result<EstimateRequest> {
  const outputTokens =
    inputs.outputTokens.trim() === '' ? ok(undefined) : readNumber(inputs.outputTokens, '/outputTokens')
  const images = readImages(inputs.images)
  const audio = readAudio(inputs.audio)
  const turns = inputs.tab === 'conversation' ? readCount(inputs.turns, '/turns', MOST_TURNS) : ok(1)
  if (!outputTokens.ok || !images.ok || !audio.ok || !turns.ok)
    return failed(...[outputTokens, images, audio, turns].flatMap((read) => (read.ok ? [] : read.issues)))
  return ok({
    model: inputs.model,
    at: moment.text,
    facets: inputs.facets,
    turns: turns.value,
    ...(text && { text }),
    ...(images.value.length > 0 && { imageSizes: images.value }),
    ...(audio.value.length > 0 && { audioSeconds: audio.value }),
    ...(outputTokens.value && { outputTokens: outputTokens.value }),
  })
}

/** Issues: `ui.no-quantities`, `ui.no-number`. */
export function quantitiesOf({ quantities }: Inputs): Result<readonly (readonly [MeterId, Rational])[]> {
  const stated = Object.entries(quantities).filter(([id, text]) => isMeterId(id) && text.trim() !== '')
  if (stated.length === 0) return failed(issue('ui.no-quantities', '/quantities'))
  const read = stated.map(([id, text]) => [id as MeterId, readQuantity(id as MeterId, text.trim())] as const)
  const issues = read.flatMap(([, value]) => (value.ok ? [] : value.issues))
  if (issues.length > 0) return failed(...issues)
  return ok(read.flatMap(([id, value]) => (value.ok ? [[id, value.value] as const] : [])))
}

/** A number, or what people write of its unit: `2m30s`, `20MB`. */
function readQuantity(id: MeterId, text: string): Result<Rational> {
  const path = `/quantities/${id}`
  const { unit } = meter(id)
  if (unit === 'second' && /[a-z]/i.test(text)) return readDuration(text, path)
  if (unit === 'byte' && /[a-z]/i.test(text)) return readByteSize(text, path)
  return readNumber(text, path)
}

function priceCoreHours(inputs: Inputs, { list, moment }: Pricing): Result<Receipt> {
  const use = coreUseOf(inputs)
  if (!use.ok) return use
  const tables = [list.tableFor(inputs.model, moment.instant)]
  return rateCoreHours({ model: inputs.model, at: moment.text, ...use.value }, tables, OPTIONS)
}

/** Issues: `ui.no-number`, and those of `readDuration`. */
export function coreUseOf(inputs: Inputs): Result<CoreUse> {
  const cores = readNumber(inputs.cores, '/cores')
  const seconds = readDuration(inputs.duration.trim(), '/duration')
  const instances = readNumber(inputs.instances, '/instances')
  if (!cores.ok || !seconds.ok || !instances.ok)
    return failed(...[cores, seconds, instances].flatMap((read) => (read.ok ? [] : read.issues)))
  return ok({ cores: cores.value, seconds: seconds.value, instances: instances.value })
}
