import { type JsonObject, numberFields, readRange } from '../number/number-json.ts'
import type { Balance } from '../rating/balance.ts'

/**
 * Balances as a file keeps them, `ratecard/balances@1`; `parseBalances` of `@ratecard/core/schema` reads it.
 *
 * @example
 * JSON.stringify(balancesToJson(receipt.state?.after.balances ?? []), null, 2)
 */
export const balancesToJson = (balances: readonly Balance[]): JsonObject => ({
  schema: 'ratecard/balances@1',
  balances: balances.map(balanceToJson),
})

/** One balance, as a receipt and a file of balances hold it. */
export const balanceToJson = ({ remaining, from, until, claims, ...plain }: Balance): JsonObject => ({
  ...plain,
  ...numberFields('remaining', remaining),
  ...(from !== undefined && { from }),
  ...(until !== undefined && { until }),
  ...(claims && { claims: claims.map((claim) => ({ ...claim })) }),
})

/** Reads a balance that `balanceToJson` wrote; the shape is trusted. */
export function balanceFromJson(json: JsonObject): Balance {
  const { remaining: _value, remainingRange: _range, remainingExact: _exact, ...plain } = json
  return { ...(plain as unknown as Balance), remaining: readRange(json, 'remaining') }
}
