import { readFileSync } from 'node:fs'
import type { Locale } from '@ratecard/core/messages/plain'

/** Says one of the site's own texts. */
export type Say = (id: string, values?: Readonly<Record<string, string>>) => string

/** The texts of a language, which are those that pages are translated by. */
export function sayIn(locale: string): Say {
  const texts = JSON.parse(readFileSync(`i18n/${locale}/code.json`, 'utf8')) as Record<string, { message: string }>
  return (id, values = {}) => {
    const text = texts[id]?.message
    if (text === undefined) throw new Error(`i18n/${locale}/code.json has no ${id}`)
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  }
}

/** The language of core's messages. */
export const languageOf = (locale: string): Locale => (locale.startsWith('zh') ? 'zh' : 'en')
