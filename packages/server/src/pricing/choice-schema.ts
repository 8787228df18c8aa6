import { METER_IDS, MODE_NAMES, moneyCodes } from '@ratecard/core'
import { z } from 'zod'

/** The error of each schema is the name of what was expected, as core's messages know it. */
const matching = (expected: string, pattern: RegExp) =>
  z.string({ error: expected }).regex(pattern, { error: expected })

export const label = matching('label', /^(?!\s)[^\p{Cc}]{1,200}(?<!\s)$/u)

/** What it is exactly is for core to say, which tells a missing offset from what is no timestamp. */
const instant = z.string({ error: 'instant' }).meta({ format: 'date-time' })

/** Words of a closed set with commas between them: `thinking,batch`. */
const listOf = (words: readonly string[]) =>
  matching('one-of', new RegExp(`^(?:${words.join('|')})(?:, ?(?:${words.join('|')}))*$`, 'u'))

/** The text as it is read, or a JSON number whose digits are read as they stand. */
export const quantity = z.union([matching('decimal', /^(?:0|[1-9]\d*)(?:\.\d+)?$/u), z.number()], { error: 'decimal' })

/** A whole number, as JSON has it or as text. */
export function count(least: 0 | 1) {
  const error = least === 0 ? 'count' : 'positive-count'
  const digits = least === 0 ? /^\d{1,15}$/ : /^[1-9]\d{0,14}$/
  return z.union([z.int({ error }).min(least, { error }), z.string({ error }).regex(digits, { error })], { error })
}

export const quantities = z
  .partialRecord(z.enum(METER_IDS as unknown as readonly [(typeof METER_IDS)[number]], { error: 'meter' }), quantity)
  .meta({
    id: 'Quantities',
    description: 'How much of each meter: decimal strings, or JSON numbers, read digit by digit.',
  })

/** What chooses the price list and the price: the flags of the command line as fields. */
export const choiceShape = {
  provider: label
    .exactOptional()
    .meta({ description: 'Such as alibaba-model-studio.', example: 'alibaba-model-studio' }),
  scope: label.exactOptional().meta({ description: 'Such as cn or international.', example: 'international' }),
  currency: matching('currency', /^[A-Z][A-Z0-9-]{1,39}$/u)
    .exactOptional()
    .meta({ description: 'Of the price list; nothing is converted.', example: 'USD' }),
  tariff: label.exactOptional().meta({ description: 'One price list, by its id or its hash.' }),
  at: instant.exactOptional().meta({
    description: 'The instant whose prices apply, RFC 3339 with an offset. Default: that of the response, else now.',
    example: '2026-11-21T12:00:00+08:00',
  }),
  asOf: instant.exactOptional().meta({ description: 'What was recorded later than this is not known.' }),
  mode: listOf(MODE_NAMES)
    .exactOptional()
    .meta({ description: `What kind of call it is, with commas between: ${MODE_NAMES.join(', ')}.` }),
  facets: z
    .record(label, label)
    .exactOptional()
    .meta({ description: 'Properties of the call that choose a price, such as {"resolution": "720P"}.' }),
  allowEvidence: listOf(['derived', 'catalogue'])
    .exactOptional()
    .meta({ description: 'Use prices that are no word of the vendor’s own, too: derived, catalogue.' }),
  displayCurrency: z
    .enum(moneyCodes() as [string, ...string[]], { error: 'money-code' })
    .exactOptional()
    .meta({ description: 'Show totals in this currency, too, by the exchange rates of `fx`.' }),
}

const document = (name: string, description: string) =>
  z.record(z.string(), z.unknown()).meta({ override: { $ref: `#/components/schemas/${name}` }, description })

/** Fields that hold a document of its own, which is read by its own rules and digit by digit. */
export const choiceDocuments = {
  remaining: quantities.exactOptional().meta({ description: 'What is left of free quota, by meter.' }),
  balances: document('Balances', 'What the account has left of free quota, packs and plans.').exactOptional(),
  contract: document('Contract', 'What the account has agreed with its provider.').exactOptional(),
  fx: document('Fx', 'Exchange rates, for `displayCurrency`.').exactOptional(),
}
