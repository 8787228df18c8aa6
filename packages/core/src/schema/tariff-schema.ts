import { z } from 'zod'
import type { RoundingMode } from '../number/rational.ts'
import type { AllowanceKind, Evidence } from '../tariff/tariff.ts'
import { described, named } from './annotations.ts'
import { facetSchema, facetValues } from './facet-schema.ts'
import {
  boundsSchema,
  effectiveSchema,
  localizedSchema,
  meters,
  names,
  notes,
  rateCardSchema,
} from './rate-card-schema.ts'
import {
  currencyCode,
  day,
  decimal,
  instant,
  key,
  label,
  matching,
  meterId,
  offset,
  positiveDecimal,
  prose,
  signedDecimal,
  webAddress,
} from './text-schemas.ts'

const EVIDENCE = [
  'vendor-page',
  'vendor-notice',
  'bill',
  'contract',
  'derived',
  'catalogue',
] as const satisfies readonly Evidence[]
const ROUNDING_MODES = [
  'down',
  'up',
  'floor',
  'ceiling',
  'half-up',
  'half-even',
] as const satisfies readonly RoundingMode[]
const MAX_NAMES = 10_000

export const evidence = z.enum(EVIDENCE, { error: 'one-of' })

const sourceSchema = named(
  'Source',
  z.strictObject({
    url: webAddress,
    title: described(
      z.union([label, z.strictObject({ en: label, zh: label })], { error: 'title' }),
      'In the words of the source, or in each language of the product.',
    ),
    quote: described(prose, 'The words of the source that carry the fact.').exactOptional(),
    checked: described(day, 'The day on which the source was last looked at.'),
    evidence: described(evidence, 'How far it can be trusted; derived and catalogue only when asked for.'),
  }),
  'Where a fact was read.',
)

/** What a modifier and one of a contract have in common. */
export const contractModifierFields = {
  id: key,
  name: localizedSchema.exactOptional(),
  when: described(facetValues, 'Facet values for which it holds; always, where none is given.').exactOptional(),
  models: described(names(MAX_NAMES), 'Only these models.').exactOptional(),
  exceptModels: described(names(MAX_NAMES), 'Not these models.').exactOptional(),
  meters: meters,
  order: described(z.int({ error: 'integer' }).min(-1000, { error: 'integer' }).max(1000), 'Lower is applied first.'),
  effective: effectiveSchema.exactOptional(),
  excludes: described(
    z.array(key).max(100),
    'Modifiers that do not stack with this one, and `allowance` when nothing is taken from any allowance.',
  ).exactOptional(),
}

const modifierSchema = named(
  'Modifier',
  z.strictObject({
    ...contractModifierFields,
    name: localizedSchema,
    factor: described(signedDecimal, 'What the rate is multiplied by, such as 0.5; 0 or more.'),
    fixed: described(
      z.strictObject({ price: decimal, per: positiveDecimal }),
      'In place of the factor: the price itself, whatever the rate and the modifiers before it say.',
    ).exactOptional(),
    instead: described(
      z.partialRecord(meterId, meterId),
      'Meters that lose their own rate and take that of another, before the factor.',
    ).exactOptional(),
    alsoExplicit: described(
      z.boolean(),
      'It changes also a rate that states its facet values; otherwise that rate has it in its price already.',
    ).exactOptional(),
    source: key,
  }),
  'A named change of rates, such as batch or a promotion. An explicit rate for the same facet values beats it.',
)

const KINDS = ['free-quota', 'resource-pack', 'savings-plan'] as const satisfies readonly AllowanceKind[]

const openingWindow = z.strictObject({
  from: described(instant, 'Inclusive.').exactOptional(),
  until: described(instant, 'Exclusive.').exactOptional(),
})

const grantSchema = z.strictObject({
  models: names(MAX_NAMES).exactOptional(),
  opened: described(openingWindow, 'Only for accounts opened then.').exactOptional(),
  quantity: decimal,
  source: key.exactOptional(),
})

const weightSchema = z.strictObject({
  meter: meterId.exactOptional(),
  models: names(MAX_NAMES).exactOptional(),
  units: positiveDecimal,
})

const wholeNumber = matching('whole-number', String.raw`^[1-9]\d{0,4}$`)

/** One of the first four fields, as the lint sees to. */
const validitySchema = z.strictObject({
  days: described(wholeNumber, 'From the day of opening.').exactOptional(),
  months: described(wholeNumber, 'Calendar months from the day of opening.').exactOptional(),
  until: described(instant, 'A stated end, exclusive.').exactOptional(),
  renews: described(z.enum(['month'], { error: 'one-of' }), 'On the first of each month.').exactOptional(),
  opened: described(openingWindow, 'Only for accounts opened then.').exactOptional(),
  source: key.exactOptional(),
})

const allowanceClaimSchema = z.strictObject({
  quantity: decimal.exactOptional(),
  label: described(localizedSchema, 'What is claimed, in words.'),
  source: key,
})

const allowanceSchema = named(
  'Allowance',
  z.strictObject({
    id: key,
    name: localizedSchema,
    kind: described(
      z.enum(KINDS, { error: 'one-of' }),
      'Default free-quota. A savings plan holds money and pays amounts; the others hold quantities.',
    ).exactOptional(),
    meters: meters,
    models: described(names(MAX_NAMES), 'Only these models.').exactOptional(),
    exceptModels: described(names(MAX_NAMES), 'Not these models.').exactOptional(),
    when: described(facetValues, 'Facet values without which it covers nothing.').exactOptional(),
    tier: described(boundsSchema, 'The tier that a request must lie in.').exactOptional(),
    per: described(
      z.enum(['model', 'account'], { error: 'one-of' }),
      'One balance for each model name, or, by default, one for the account.',
    ).exactOptional(),
    quantity: decimal.exactOptional(),
    grants: described(
      z.array(grantSchema).max(1000),
      'Quantities that differ by model or account; the first that fits beats `quantity`.',
    ).exactOptional(),
    weights: described(
      z.array(weightSchema).max(1000),
      'Units that one unit of a meter takes; the first that fits, otherwise 1.',
    ).exactOptional(),
    validity: described(
      z.array(validitySchema).max(100),
      'What the sources say of how long it lasts; several that fit an account are all kept.',
    ).exactOptional(),
    order: described(
      z.int({ error: 'integer' }).min(0, { error: 'integer' }).max(1000),
      'Lower is taken first; by default 1 free quota, 2 resource pack, 3 savings plan for named models, 4 for any.',
    ).exactOptional(),
    claims: described(
      z.array(allowanceClaimSchema).max(100),
      'What other sources say; it is told, and not used.',
    ).exactOptional(),
    source: key,
  }),
  "Free quota, a resource pack or a savings plan. Its balance is the account's, so the caller states it.",
)

const charactersPerToken = z.strictObject({ low: positiveDecimal, high: positiveDecimal })

const flatSchema = z.strictObject({
  meter: meterId,
  when: facetValues.exactOptional(),
  tokens: described(decimal, 'Left out where the vendor states no rule; `note` then says so.').exactOptional(),
  note: localizedSchema.exactOptional(),
})

const imageGridSchema = described(
  z.strictObject({
    maximumPixels: described(positiveDecimal, 'An image with more pixels is scaled down.'),
    minimumTokens: described(decimal, 'An image with fewer patches is scaled up; no image has fewer tokens.'),
    extraTokens: described(decimal, 'Tokens of each image beside those of its patches.'),
  }),
  'Sides are rounded to whole patches, halves to even.',
)

const estimationSchema = named(
  'Estimation',
  z.strictObject({
    text: described(
      z.strictObject({ chinese: charactersPerToken, other: charactersPerToken }),
      'Characters per token, by script.',
    ).exactOptional(),
    characters: described(
      z.strictObject({
        ideograph: described(positiveDecimal, 'Script=Han and Ideographic=Yes of Unicode: no kana, no hangul.'),
        other: positiveDecimal,
        freeTags: described(
          z.enum(['ssml'], { error: 'one-of' }),
          'Tags that are not charged in a text that begins with <speak>.',
        ).exactOptional(),
      }),
      'How many characters each code point of a text is charged as, where a model is priced by characters.',
    ).exactOptional(),
    image: described(
      z.strictObject({ patch: described(positiveDecimal, 'In pixels.'), grid: imageGridSchema.exactOptional() }),
      'Tokens of an image: floor(width × height / patch²), or one for each patch of its grid.',
    ).exactOptional(),
    audio: described(
      z.strictObject({
        tokensPerSecond: positiveDecimal,
        minimumSeconds: described(positiveDecimal, 'A shorter piece is charged as this many.').exactOptional(),
      }),
      'Tokens of audio by its length.',
    ).exactOptional(),
    flat: described(
      z.array(flatSchema).max(100),
      'Tokens for each unit of a meter, whatever its content; the first rule whose facets hold is used.',
    ).exactOptional(),
    notes: notes.exactOptional(),
    source: key,
  }),
  'A published rule that turns what a person has at hand into what is charged.',
)

const calendarSchema = named(
  'Calendar',
  z.strictObject({
    from: described(day, 'The first day that it covers.'),
    to: described(day, 'The last day that it covers; beyond it prices that depend on it are unpriced.'),
    holidays: z.array(day).max(10_000),
    workdays: described(z.array(day).max(10_000), 'Days of a weekend on which people work.').exactOptional(),
    source: key,
  }),
  'Days that differ from those of the week, as published.',
)

const roundingSchema = z.strictObject({
  mode: z.enum(ROUNDING_MODES, { error: 'one-of' }),
  digits: z.int({ error: 'digits' }).min(0, { error: 'digits' }).max(12, { error: 'digits' }),
  source: key,
})

const waiverSchema = z.strictObject({
  rule: described(key, 'The code of a lint warning.'),
  card: described(key, 'The card that it is right for.'),
  source: key,
})

/**
 * The shape of a tariff file: strict, because a field that nobody reads is a mistake. What a shape cannot say, such as
 * overlaps and unknown references, is `lintTariff`'s; `parseTariff` runs both.
 */
export const tariffSchema = z.strictObject({
  $schema: described(z.string({ error: 'text' }), 'Where editors find the JSON Schema of this file.').exactOptional(),
  schema: z.literal('ratecard/tariff@1', { error: 'one-of' }),
  id: described(key, 'Provider and list, such as alibaba-model-studio/international-usd.'),
  version: label,
  provider: key,
  name: localizedSchema,
  scope: key.exactOptional(),
  regions: z.array(key).max(100).exactOptional(),
  currency: described(currencyCode, 'As the vendor publishes it; nothing is converted.'),
  timeZone: described(offset, "Offset of the vendor's clock, such as +08:00."),
  pricingInstant: described(
    z.enum(['start', 'end', 'submitted', 'settled'], { error: 'one-of' }),
    'Which instant of a call chooses its price.',
  ),
  sources: z.record(key, sourceSchema),
  facets: z.record(key, facetSchema).exactOptional(),
  calendars: described(
    z.record(key, calendarSchema),
    'Holidays and working weekends, for the conditions of facets.',
  ).exactOptional(),
  fallbacks: described(
    z.partialRecord(meterId, meterId),
    "Leaves that are charged at another meter's rate when they have none of their own.",
  ).exactOptional(),
  modifiers: z.array(modifierSchema).max(1000).exactOptional(),
  allowances: z.array(allowanceSchema).max(1000).exactOptional(),
  estimations: z.record(key, estimationSchema).exactOptional(),
  rounding: described(roundingSchema, 'One rounding of a total, a line of its own on the receipt.').exactOptional(),
  waivers: described(
    z.array(waiverSchema).max(MAX_NAMES),
    'Sourced reasons why lint warnings are right to be ignored for a card.',
  ).exactOptional(),
  notes: notes.exactOptional(),
  cards: z.array(rateCardSchema).max(MAX_NAMES),
})
