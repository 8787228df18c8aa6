/** The languages that messages are written in. */
export type Locale = 'en' | 'zh'

/** Templates by their codes. */
export type Messages = Readonly<Record<string, string>>

const CATALOGS: Readonly<Record<Locale, Map<string, string>>> = { en: new Map(), zh: new Map() }

/**
 * Adds messages to those of a language: what a page has loaded of them. `@ratecard/core/messages` comes with all.
 *
 * @example
 * addMessages('en', { 'meter.input_tokens': 'input tokens' })
 */
export function addMessages(locale: Locale, messages: Messages): void {
  for (const [code, template] of Object.entries(messages)) CATALOGS[locale].set(code, template)
}

/** The template of a code, and undefined for one that has none, such as `__proto__`. */
export const messageTemplate = (code: string, locale: Locale): string | undefined => CATALOGS[locale].get(code)
