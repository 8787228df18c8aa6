import { METER_IDS, MODE_NAMES, moneyCodes } from '@ratecard/core'
import { z } from 'zod'
import { currencyCode, matching } from '../api/text-schemas.ts'

export const label = matching('label', /^(?!\s)[^\p{Cc}]{1,200}(?<!\s)$/u)

/** What it is exactly is for core to say, which tells a missing offset from what is no timestamp. */
const instant = z.string({ error: 'instant' }).meta({ format: 'date-time' })

/** Words of a closed set with commas between them: `thinking,batch`. */
const listOf = (words: readonly string[]) =>
  matching('one-of', new RegExp(`^(?:${words.join('|')})(?:, ?(?:${words.join('|')}))*$`, 'u'))

/** The text as it is read, or a JSON number whose digits are read as they stand. */
export const quantity = z.union(
  [matching('decimal', /^(?:0|[1-9]\d*)(?:\.\d+)?$/u).meta({ format: 'decimal' }), z.number()],
  { error: 'decimal' },
)

/** A whole number, as JSON has it or as text. */
export function count(least: 0 | 1) {
  const error = least === 0 ? 'count' : 'positive-count'
  const digits = least === 0 ? /^\d{1,15}$/ : /^[1-9]\d{0,14}$/
  return z.union([z.int({ error }).min(least, { error }), z.string({ error }).regex(digits, { error })], { error })
}

export const quantities = z
  .partialRecord(z.enum(METER_IDS as unknown as readonly [(typeof METER_IDS)[number]], { error: 'meter' }), quantity)
  .meta({ id: 'Quantities' })

/** What chooses the price list and the price: the flags of the command line as fields. */
export const choiceShape = {
  provider: label.exactOptional().meta({ example: 'alibaba-model-studio' }),
  scope: label.exactOptional().meta({ example: 'international' }),
  currency: currencyCode.exactOptional().meta({ example: 'USD' }),
  tariff: label.exactOptional(),
  at: instant.exactOptional().meta({ example: '2026-11-21T12:00:00+08:00' }),
  asOf: instant.exactOptional(),
  mode: listOf(MODE_NAMES).exactOptional(),
  facets: z.record(label, label).exactOptional(),
  allowEvidence: listOf(['derived', 'catalogue']).exactOptional(),
  displayCurrency: z.enum(moneyCodes() as [string, ...string[]], { error: 'money-code' }).exactOptional(),
}

const document = (name: string) =>
  z.record(z.string(), z.unknown()).meta({ override: { $ref: `#/components/schemas/${name}` } })

/** Fields that hold a document of its own, which is read by its own rules and digit by digit. */
export const choiceDocuments = {
  remaining: quantities.exactOptional(),
  balances: document('Balances').exactOptional(),
  contract: document('Contract').exactOptional(),
  fx: document('Fx').exactOptional(),
}
