import type { Locale } from '@ratecard/core/messages'

const isLocale = (text: string | null | undefined): text is Locale => text === 'en' || text === 'zh'

/**
 * The language of the reader: as `?lang=` says, else the one that Accept-Language prefers, else English.
 *
 * @param accepted such as `zh-CN,zh;q=0.9,en;q=0.8`.
 */
export function chooseLanguage(asked: string | null, accepted = ''): Locale {
  if (isLocale(asked)) return asked
  const wishes = accepted
    .split(',', MOST_WISHES)
    .map((wish) => {
      const [range = '', ...parameters] = wish.trim().toLowerCase().split(';')
      const quality = parameters.flatMap((one) => /^\s*q=(\d(?:\.\d{1,3})?)\s*$/.exec(one)?.[1] ?? [])[0]
      return { language: range.split('-')[0], quality: Number(quality ?? 1) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wishes.map(({ language }) => language).find(isLocale) ?? 'en'
}

/** More are no one's preference. */
const MOST_WISHES = 20
