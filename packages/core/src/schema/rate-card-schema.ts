import { z } from 'zod'
import { described, named } from './annotations.ts'
import { conditionSchema } from './condition-schema.ts'
import { facetValues } from './facet-schema.ts'
import { nameMatchSchema } from './name-match-schema.ts'
import { currencyCode, day, decimal, instant, key, label, meterId, positiveDecimal, prose } from './text-schemas.ts'

export const localizedSchema = named(
  'Localized',
  z.strictObject({ en: prose, zh: prose }),
  'A text in each language of the product.',
)

export const notes = z.array(localizedSchema).max(100)
export const meters = z.array(meterId).min(1, { error: 'not-empty' }).max(100)
/** A list of names, each by its words. */
export const names = (limit: number) => z.array(label).max(limit)

export const effectiveSchema = named(
  'Effective',
  z.strictObject({
    from: described(instant, 'Stated by a notice: RFC 3339 with an offset.').exactOptional(),
    until: described(instant, 'Stated by a notice: RFC 3339 with an offset, exclusive.').exactOptional(),
    observed: described(
      z.array(day).min(1, { error: 'not-empty' }).max(1000),
      'Calendar days on which a dated page showed the prices.',
    ).exactOptional(),
    absent: described(day, 'The first later day on which a page read in whole showed them no more.').exactOptional(),
  }),
  'When something holds, in the words of its source. Neither stated nor observed: the source is undated.',
)

export const boundsSchema = named(
  'Bounds',
  z.strictObject({
    gt: decimal.exactOptional(),
    ge: decimal.exactOptional(),
    lt: decimal.exactOptional(),
    le: decimal.exactOptional(),
  }),
  "A tier of the card's selector, open or closed as the vendor prints it.",
)

const stepsSchema = named(
  'Steps',
  z.strictObject({
    scope: described(
      z.enum(['request', 'period'], { error: 'one-of' }),
      'Whether the count starts anew for each request.',
    ),
    mode: described(
      z.enum(['graduated', 'whole'], { error: 'one-of' }),
      'Each unit at its own step, or all units at the step reached.',
    ),
    steps: z
      .array(
        z.strictObject({
          upTo: described(positiveDecimal, 'The last unit of the step; the last step has none.').exactOptional(),
          price: decimal,
        }),
      )
      .min(1, { error: 'not-empty' })
      .max(100),
  }),
  'Prices by the quantity of the meter itself.',
)

const rateSchema = named(
  'Rate',
  z.strictObject({
    meter: described(meterId, 'What is counted.'),
    price: described(
      decimal,
      'A decimal string, with the digits that the vendor prints; "0" is a price.',
    ).exactOptional(),
    per: described(positiveDecimal, 'How many units the price buys.'),
    when: described(
      facetValues,
      'Facet values that choose this rate; the rate that states most of them wins.',
    ).exactOptional(),
    tier: boundsSchema.exactOptional(),
    steps: described(stepsSchema, 'In place of `price`.').exactOptional(),
    increment: described(positiveDecimal, 'The quantity is charged in whole multiples of this.').exactOptional(),
    maximum: described(positiveDecimal, 'Of one request, no more than this is charged.').exactOptional(),
    minimum: described(decimal, 'At least this quantity is charged.').exactOptional(),
    source: described(key, "The source of this rate, where it is not the card's.").exactOptional(),
  }),
  'A price and how many units it buys.',
)

const exampleSchema = named(
  'PublishedExample',
  z.strictObject({
    quantities: z.partialRecord(meterId, decimal),
    currency: currencyCode,
    printed: described(decimal, 'The figure with the digits that the vendor prints.'),
    label: localizedSchema,
  }),
  'A figure that the vendor prints beside its formula, kept even where it contradicts it.',
)

const caveatSchema = named(
  'Caveat',
  z.strictObject({
    note: localizedSchema,
    source: key,
    when: described(conditionSchema, 'Said only of a request of which this may hold.').exactOptional(),
    tier: described(boundsSchema, 'Said only where the sum of the selector lies in it.').exactOptional(),
    from: described(instant, 'Said only from this instant on.').exactOptional(),
    until: described(instant, 'Said only until this instant.').exactOptional(),
  }),
  "Something that a receipt says of a card's prices: that the vendor's sources disagree, and which is preferred.",
)

export const rateCardSchema = named(
  'RateCard',
  z.strictObject({
    id: described(key, 'Unique in the tariff, such as qwen-max@2024-11-27.'),
    model: described(label, 'The name that the vendor bills.'),
    aliases: described(names(200), 'Other names that this card prices.').exactOptional(),
    match: described(nameMatchSchema, 'A rule for further names, asked where no name fits exactly.').exactOptional(),
    snapshot: described(label, 'The dated model that the name stood for.').exactOptional(),
    effective: effectiveSchema,
    partial: described(
      z.boolean(),
      'Its source shows only some prices of the model: of those not listed here it says nothing.',
    ).exactOptional(),
    corrects: described(key, 'The card whose figures were wrong and that this one replaces.').exactOptional(),
    recorded: described(day, 'The day on which a correction was captured.').exactOptional(),
    source: described(key, 'A key of `sources`.'),
    currency: described(currencyCode, "Where it is not the tariff's.").exactOptional(),
    contextLimit: described(positiveDecimal, 'Tokens that input and output share.').exactOptional(),
    tokenizer: described(key, 'The tokenizer that counts its text exactly, such as qwen.').exactOptional(),
    estimation: described(key, 'A key of `estimations`.').exactOptional(),
    selector: described(meters, 'The meters whose sum a tier reads.').exactOptional(),
    fallbacks: described(
      z.partialRecord(meterId, meterId),
      "In place of the tariff's, for this model.",
    ).exactOptional(),
    rates: z.array(rateSchema).max(500),
    examples: z.array(exampleSchema).max(500).exactOptional(),
    caveats: described(z.array(caveatSchema).max(100), 'What a receipt says of these prices.').exactOptional(),
    notes: notes.exactOptional(),
  }),
  'The rates of one model or product for one effective period.',
)
