import type { Params } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import en from './en.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

/** The text of a key in the reader's language, with its placeholders filled. */
export type Say = ((key: string, params?: Params) => string) & { readonly has: (key: string) => boolean }

const CATALOGUES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en, zh }
const LIST_SEPARATORS: Readonly<Record<Locale, string>> = { en: ', ', zh: '、' }

/** The messages of one language. */
export function sayIn(locale: Locale): Say {
  const catalogue = CATALOGUES[locale]
  const has = (key: string): boolean => Object.hasOwn(catalogue, key)
  const say = (key: string, params: Params = {}): string =>
    (has(key) ? (catalogue[key] ?? key) : key).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = Object.hasOwn(params, name) ? params[name] : undefined
      return typeof value === 'string' ? value : (value?.join(LIST_SEPARATORS[locale]) ?? placeholder)
    })
  return Object.assign(say, { has })
}
