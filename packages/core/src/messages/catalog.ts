/** The languages that messages are written in. */
export type Locale = 'en' | 'zh'

/** A language tag: of those, or of a language whose messages somebody has added. */
export type Language = Locale | (string & {})

/** Templates by their codes. */
export type Messages = Readonly<Record<string, string>>

const catalogs = new Map<string, Map<string, string>>()

/**
 * Adds messages to those of a language: what a page has loaded of them, or a language of its own. What a language has no
 * message for is said in the one of Ratecard's that is nearest to it. `@ratecard/core/messages` comes with all of those.
 *
 * @example
 * addMessages('en', { 'meter.input_tokens': 'input tokens' })
 * addMessages('fr', { 'meter.input_tokens': 'tokens en entrée' })
 */
export function addMessages(language: Language, messages: Messages): void {
  const catalog = catalogs.get(language) ?? new Map<string, string>()
  for (const [code, template] of Object.entries(messages)) catalog.set(code, template)
  catalogs.set(language, catalog)
}

/** The template of a code, and undefined for one that has none, such as `__proto__`. */
export const messageTemplate = (code: string, language: Language): string | undefined =>
  catalogs.get(language)?.get(code) ?? catalogs.get(nearestLocale(language))?.get(code)

/**
 * The language of Ratecard that is nearest to a language tag.
 *
 * @example
 * nearestLocale('zh-CN') // 'zh'
 * nearestLocale('fr') // 'en'
 */
export const nearestLocale = (language: string): Locale => (/^zh\b/i.test(language) ? 'zh' : 'en')
