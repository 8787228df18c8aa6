import type { DisplayAmount } from '../money/display-amount.ts'
import { type JsonObject, numberFields, readExact, readRange } from '../number/number-json.ts'

/** An amount for display, as a receipt holds it. */
export const displayToJson = ({
  currency,
  amount,
  complete,
  from,
  rate,
  source,
  ...rest
}: DisplayAmount): JsonObject => ({
  currency,
  ...numberFields('amount', amount),
  complete,
  from,
  ...numberFields('rate', rate),
  ...rest,
  source: { ...source },
})

/** Reads what `displayToJson` wrote; the shape is trusted. */
export function displayFromJson(json: JsonObject): DisplayAmount {
  const { amountRange: _range, amountExact: _amount, rateExact: _rate, ...plain } = json
  return { ...(plain as unknown as DisplayAmount), amount: readRange(json, 'amount'), rate: readExact(json, 'rate') }
}
