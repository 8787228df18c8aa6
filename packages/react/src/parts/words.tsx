import type { Params } from '@ratecard/core'
import { type Language, renderMessage } from '@ratecard/core/messages/plain'
import { createContext, useContext, useMemo } from 'react'

/** What the calculator says, in the language of its reader. */
export interface Words {
  readonly locale: Language
  /** The text of a message of the calculator: `say('total')` is that of `ui.total`. */
  readonly say: (code: string, params?: Params) => string
}

const WordsContext = createContext<Words>({ locale: 'en', say: (code) => code })

export const WordsProvider = WordsContext.Provider

export const useWords = (): Words => useContext(WordsContext)

export const useWordsOf = (locale: Language): Words =>
  useMemo(() => ({ locale, say: (code, params = {}) => renderMessage(`ui.${code}`, params, locale) }), [locale])
