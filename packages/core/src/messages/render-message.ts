import type { Issue, Params } from '../result.ts'
import { type Language, type Locale, messageTemplate, nearestLocale } from './catalog.ts'
import { formatted, type Values } from './words.ts'

const SEPARATORS: Readonly<Record<Locale, string>> = { en: ', ', zh: '、' }

/** `[[text|otherwise]]`: the text where all its values are given and not empty, otherwise what stands after the bar. */
const OPTIONAL = /\[\[(.*?)(?:\|(.*?))?\]\]/g
/** `{name}`, or `{name:format}` for data that reads as words: `{meters:meter}`, `{limit:number}`. */
const PLACEHOLDER = /\{(\w+)(?::([\w-]+))?\}/g
/** A value must not break a line, drive a terminal or turn the reading direction of the sentence around it. */
const UNPRINTABLE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu

/**
 * The text of a code in a language, as plain text without a final stop. A value that is not given shows as its
 * placeholder, and a code without a message as itself with its parameters.
 *
 * @param params lists are joined; where both `en` and `zh` are given, `{label}` is the one of the language, and of
 * `name.en` and `name.zh` it is `{name}`.
 * @example
 * renderMessage('invalid-count', { meter: 'output_tokens', came: '-1' }, 'en')
 * // 'Expected a whole number of 0 or more for output_tokens, came -1; correct the count'
 */
export function renderMessage(code: string, params: Params, locale: Language): string {
  const template = messageTemplate(code, locale)
  if (template !== undefined) return renderTemplate(template, params, locale)
  const values = readValues(params, locale)
  const listed = [...values].map(([name, texts]) => `${printable(name)} ${joined(texts, locale)}`).join(', ')
  return listed === '' ? printable(code) : `${printable(code)} (${listed})`
}

/**
 * The text of a template: `{name}` is the value of a parameter, `{name:meter}` its word, and `[[ … {name}]]` is there only
 * where the value is.
 *
 * @example
 * renderTemplate('No such path: {path}[[ (known: {candidates})]]', { path: '/v2' }, 'en') // 'No such path: /v2'
 */
export function renderTemplate(template: string, params: Params, locale: Language): string {
  const values = readValues(params, locale)
  const isGiven = (text: string) => [...text.matchAll(PLACEHOLDER)].every(([, name = '']) => values.get(name)?.join(''))
  return template
    .replace(OPTIONAL, (_, text: string, otherwise = '') => (isGiven(text) ? text : otherwise))
    .replace(PLACEHOLDER, (placeholder, name: string, format = '') => {
      const texts = values.get(name)?.map((text, at) => formatted(format, text, locale, values, at))
      return texts ? joined([...new Set(texts)], locale) : placeholder
    })
}

const joined = (texts: readonly string[], locale: Language): string => texts.join(SEPARATORS[nearestLocale(locale)])

/**
 * The text of an issue with the place in the data that it is about.
 *
 * @example
 * renderIssue({ code: 'invalid-count', path: '/usage/output_tokens', params: { meter: 'output_tokens', came: '-1' } }, 'en')
 * // 'Expected a whole number of 0 or more for output_tokens, came -1; correct the count (at /usage/output_tokens)'
 */
export function renderIssue({ code, path, params }: Issue, locale: Language): string {
  const message = renderMessage(code, params, locale)
  return path === '' ? message : renderMessage('issue-place', { message, path }, locale)
}

/** Receipts come from files too, so a value may be anything: what is no text is as good as not given. */
function readValues(params: Params | undefined, locale: Language): Values {
  const values = new Map<string, readonly string[]>()
  for (const [name, value] of Object.entries(params ?? {})) {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
    if (!texts.every((text) => typeof text === 'string')) continue
    values.set(name, texts.map(printable))
  }
  const own = nearestLocale(locale)
  for (const [name, texts] of [...values]) if (name.endsWith(`.${own}`)) values.set(name.slice(0, -3), texts)
  const label = values.get(own)
  if (label !== undefined && values.has('en') && values.has('zh')) values.set('label', label)
  return values
}

const printable = (text: string): string =>
  text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
