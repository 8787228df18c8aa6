import type { Locale } from '@ratecard/core/messages'
import type { Io, Output } from '../io.ts'
import { type Say, sayIn } from '../messages/say.ts'
import { type Style, styleFor } from './style.ts'

/** What a renderer needs to know of the reader and of where the text goes. */
export interface Page {
  readonly locale: Locale
  readonly width: number
  readonly style: Style
  readonly say: Say
  /** Whether the terminal can show more than ASCII, as far as the environment tells. */
  readonly isUnicode: boolean
}

const USUAL_WIDTH = 80
/** On a page that is narrower hardly a word fits beside another. */
const LEAST_WIDTH = 40
/** Lines longer than this are hard to read, however wide the terminal. */
const GREATEST_WIDTH = 120

export const pageFor = (output: Output, env: Io['env'], locale: Locale): Page => ({
  locale,
  width: Math.min(Math.max(output.columns ?? USUAL_WIDTH, LEAST_WIDTH), GREATEST_WIDTH),
  style: styleFor(output, env),
  say: sayIn(locale),
  isUnicode: isUnicode(env),
})

/** Not on a dumb terminal, nor where the locale names another encoding: `zh_CN.GBK`, `C`. */
function isUnicode({ TERM, LC_ALL, LC_CTYPE, LANG }: Io['env']): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG || ''
  const [, encoding = locale === 'C' || locale === 'POSIX' ? 'ascii' : 'utf-8'] = locale.split('.')
  return TERM !== 'dumb' && /^utf-?8/i.test(encoding)
}
