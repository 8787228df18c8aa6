import { z } from 'zod'
import { METER_IDS } from '../meter/meter.ts'
import { named } from './annotations.ts'

/**
 * What a text may hold. The error of each schema is no prose but the name of what was expected, which becomes the
 * parameter `expected` of an issue.
 */
export const matching = (expected: string, pattern: string) =>
  z.string({ error: expected }).regex(new RegExp(pattern, 'u'), { error: expected })

/** Properties that every object has: data keyed by them would be found where there is none. */
const INHERITED = 'constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf'
const NUMBER = String.raw`(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?`
/** A calendar day that exists, February 29th of leap years included. */
const DAY =
  String.raw`(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29` +
  String.raw`|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])))`
const OFFSET = String.raw`[+-](?:0\d|1[0-8]):[0-5]\d`
const CLOCK = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`
const INSTANT = String.raw`${DAY}[Tt ]${CLOCK}:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:[Zz]|[+-]${CLOCK})`

export const key = named(
  'Id',
  matching('id', String.raw`^(?!(?:${INHERITED})$)[A-Za-z0-9][\w.@:/+-]{0,199}$`),
  'An id within the document: of a source, a facet, a card.',
)

/** Control characters. No `\p{Cc}`: not every engine that reads the published schemas has it. */
export const CONTROL = String.raw`\x00-\x1f\x7f-\x9f`

export const label = named(
  'Label',
  matching('label', String.raw`^(?!\s)[^${CONTROL}]{1,200}(?<!\s)$`),
  'One line of text, such as the name of a model or the value of a facet.',
)

export const currencyCode = matching('currency', '^[A-Z][A-Z0-9-]{1,39}$')

export const decimal = named(
  'Decimal',
  matching('decimal', `^${NUMBER}$`),
  'A decimal string of 0 or more, without exponent: at most 30 digits before and 30 after the point.',
)

export const positiveDecimal = named(
  'PositiveDecimal',
  matching('positive-decimal', String.raw`^(?!0(?:\.0+)?$)${NUMBER}$`),
  'A decimal string above 0, without exponent.',
)

export const signedDecimal = matching('signed-decimal', `^-?${NUMBER}$`)

export const day = named('Day', matching('day', `^${DAY}$`), 'A calendar day, such as 2024-12-16.')

/** Exactly what `readInstant` accepts. */
export const instant = named(
  'Instant',
  matching('instant', `^${INSTANT}$`),
  'RFC 3339 with an offset, such as 2024-12-16T12:00:00+08:00.',
)

export const dayOrInstant = matching('day-or-instant', `^(?:${DAY}|${INSTANT})$`)

export const offset = matching('offset', `^(?:Z|${OFFSET})$`)

/** `HH:MM` on a 24-hour clock. */
export const clockTime = matching('clock-time', `^${CLOCK}$`)

/** The end of a window may also be the end of the day. */
export const clockEnd = matching('clock-time', `^(?:${CLOCK}|24:00)$`)

const weekday = z.int({ error: 'weekday' }).min(1, { error: 'weekday' }).max(7, { error: 'weekday' })

export const weekdays = z.array(weekday).min(1, { error: 'not-empty' }).max(7)

export const webAddress = matching('url', String.raw`^https?://\S{1,2000}$`)

export const prose = z.string({ error: 'text' }).min(1, { error: 'text' }).max(4000)

export const meterId = named(
  'Meter',
  z.enum(METER_IDS as [(typeof METER_IDS)[number]], { error: 'meter' }),
  'What is counted, such as input_tokens.',
)

/** A text of any length, where the sender is free. */
export const anyText = z.string({ error: 'text' })

/** The title of a source: one text, or one in each language. */
export const anyTitle = named(
  'Title',
  z.union([anyText, z.object({ en: anyText, zh: anyText })], { error: 'title' }),
  'In the words of the source, or in each language of the product.',
)

export const textMap = z.record(anyText, anyText)
