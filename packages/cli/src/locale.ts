import type { Locale } from '@ratecard/core/messages'

/** The reader's language: as asked for, else as the environment says, else English. */
export function chooseLocale(asked: string | undefined, env: Readonly<Record<string, string | undefined>>): Locale {
  if (asked === 'en' || asked === 'zh') return asked
  const stated = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return stated.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
