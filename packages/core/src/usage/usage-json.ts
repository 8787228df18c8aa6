import { type JsonObject, numberFields, readExact, readRange } from '../number/number-json.ts'
import type { Issue } from '../result.ts'
import { type Basis, type Quantities, quantityEntries, type Usage } from './usage.ts'

/**
 * The usage as JSON, `ratecard/usage@1`. `usageFromJson` reads it back to an equal usage.
 *
 * @example
 * process.stdout.write(`${JSON.stringify(usageToJson(usage))}\n`)
 */
export function usageToJson({ id, at, grain, requests, provider, model, ...usage }: Usage): JsonObject {
  const { facets, dimensions, quantities, issues } = usage
  return {
    schema: 'ratecard/usage@1',
    ...(id !== undefined && { id }),
    ...(at !== undefined && { at }),
    grain,
    ...numberFields('requests', requests),
    ...(provider !== undefined && { provider }),
    model,
    facets,
    dimensions,
    quantities: Object.fromEntries(
      quantityEntries(quantities).map(([meter, quantity]) => [
        meter,
        { ...numberFields('value', quantity), basis: quantity.basis },
      ]),
    ),
    issues: issues.map(issueToJson),
  }
}

/** An issue on the wire; faces add the `message` in their reader's language. */
export const issueToJson = ({ code, path, params }: Issue): JsonObject => ({ code, path, params: params as JsonObject })

/**
 * Reads a usage that `usageToJson` wrote. The shape is trusted: JSON from outside goes through `parseUsage` of
 * `@ratecard/core/schema`.
 *
 * @throws RatecardError `invalid-number` when a number is none.
 */
export function usageFromJson(json: JsonObject): Usage {
  const { schema: _schema, requests: _requests, requestsExact: _exact, quantities, ...plain } = json
  return {
    ...(plain as unknown as Omit<Usage, 'requests' | 'quantities'>),
    requests: readExact(json, 'requests'),
    quantities: Object.fromEntries(
      Object.entries(quantities as { readonly [meter: string]: JsonObject }).map(([meter, quantity]) => [
        meter,
        { ...readRange(quantity, 'value'), basis: quantity.basis as Basis },
      ]),
    ) as Quantities,
  }
}
