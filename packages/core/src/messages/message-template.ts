import en from './en.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

/** The languages that messages are written in. */
export type Locale = 'en' | 'zh'

const MESSAGES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en, zh }

/** The template of a code, and undefined for one that has none, such as `__proto__`. */
export const messageTemplate = (code: string, locale: Locale): string | undefined =>
  Object.hasOwn(MESSAGES[locale], code) ? MESSAGES[locale][code] : undefined
