import { type Language, messageTemplate, nearestLocale } from './catalog.ts'
import { groupDigits } from './group-digits.ts'

/**
 * A text in the language of the reader; one that has no languages is as it is.
 *
 * @example
 * localized({ en: 'Batch', zh: '批量' }, 'zh') // '批量'
 */
export const localized = (text: string | { readonly en: string; readonly zh: string }, locale: Language): string =>
  typeof text === 'string' ? text : text[nearestLocale(locale)]

/**
 * A tier as a person writes it.
 *
 * @example
 * tierText('0 < n <= 128000') // '0 < n ≤ 128,000'
 */
export const tierText = (tier: string): string =>
  tier.replaceAll('<=', '≤').replaceAll(/\d+(?:\.\d+)?/g, (number) => groupDigits(number))

/**
 * The name of a facet; one without a name shows its id.
 *
 * @example
 * facetName('thinking', 'zh') // '思考模式'
 */
export const facetName = (facet: string, locale: Language): string => messageTemplate(`facet.${facet}`, locale) ?? facet

/**
 * What a facet value says of a request.
 *
 * @example
 * facetText('batch', 'batch', 'en') // 'batch'
 * facetText('resolution', '720P', 'en') // 'resolution 720P'
 */
export function facetText(facet: string, value: string, locale: Language): string {
  if (facet === 'context_tier') return `${facetName(facet, locale)} ${tierText(value)}`
  const words = messageTemplate(`facet.${facet}.${value}`, locale) ?? messageTemplate(`facet-value.${value}`, locale)
  return words?.replace('{facet}', () => facetName(facet, locale)) ?? `${facetName(facet, locale)} ${value}`
}

/** `batch=batch`, which stands for a facet value, in words; the id of anything else as it is. */
function conditionText(condition: string, locale: Language): string {
  const [, facet = '', value = ''] = /^(\w+)=(.*)$/.exec(condition) ?? []
  return facet === '' ? condition : facetText(facet, value, locale)
}

/** `input_tokens 0.8–4.8 CNY / 1000000, …` with the names of the meters and digits in groups. */
const pricesText = (prices: string, locale: Language): string =>
  prices
    .split(', ')
    .map((price) => {
      const [meter = '', ...rest] = price.split(' ')
      return [messageTemplate(`meter.${meter}`, locale) ?? meter, ...rest.map(groupNumbers)].join(' ')
    })
    .join(locale === 'zh' ? '，' : ', ')

const groupNumbers = (text: string): string =>
  text
    .split('–')
    .map((number) => groupDigits(number))
    .join('–')

/** The values of a message by the names of their parameters. */
export type Values = ReadonlyMap<string, readonly string[]>

/** How long a source says that a balance lasts, as `openBalances` writes it. */
const RULES: readonly (readonly [RegExp, code: string])[] = [
  [/^(\d+) days$/, 'rule.days'],
  [/^(\d+) months$/, 'rule.months'],
  [/^each month()$/, 'rule.monthly'],
  [/^until (.+)$/, 'rule.until'],
]

/** A rule in words of its own stays as it is. */
function ruleText(rule: string, locale: Language): string {
  const [pattern, code] = RULES.find(([own]) => own.test(rule)) ?? []
  const [, count = ''] = pattern?.exec(rule) ?? []
  const template = code && messageTemplate(code, locale)
  return template?.replace('{count}', () => count).replace('{count:day}', () => dayText(count)) ?? rule
}

/** `2026-07-01 00:00 (+08:00)` */
const dayText = (instant: string): string =>
  instant.replace(
    /^([\d-]+)T(\d\d:\d\d):00([+-]\d\d:\d\d|Z)$/,
    (_, day, time, offset) => `${day} ${time} (${offset === 'Z' ? 'UTC' : offset})`,
  )

type Format = (text: string, locale: Language, values: Values, at: number) => string

/** How `{name:format}` writes each value of a parameter. Of another format, the value is the name of a word: `meter.images`. */
const FORMATS: Readonly<Record<string, Format>> = {
  number: (text) => groupDigits(text),
  tier: (text) => tierText(text),
  facet: facetName,
  condition: conditionText,
  day: dayText,
  rule: ruleText,
  'facet-value': (text, locale, values) => {
    const facet = values.get('facet')?.[0] ?? ''
    return facet === 'context_tier' ? tierText(text) : (messageTemplate(`facet.${facet}.${text}`, locale) ?? text)
  },
  'price-list': (text, locale, values, at) => {
    const own = values.get('prices')?.[at] ?? ''
    const words = own === '' ? messageTemplate('no-current-price', locale) : pricesText(own, locale)
    return locale === 'zh' ? `${text}（${words}）` : `${text} (${words})`
  },
}

/** Writes one value of a parameter as its placeholder asks for. */
export function formatted(format: string, text: string, locale: Language, values: Values, at: number): string {
  if (format === '') return text
  return Object.hasOwn(FORMATS, format)
    ? (FORMATS[format] as Format)(text, locale, values, at)
    : (messageTemplate(`${format}.${text}`, locale) ?? text)
}
