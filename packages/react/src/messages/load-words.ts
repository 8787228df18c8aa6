import { addMessages, type Language, type Locale, type Messages, nearestLocale } from '@ratecard/core/messages/plain'

type Load = () => Promise<{ readonly messages: Messages }>

/** What the calculator itself says, and what receipts say, in each language. */
const SAID: Readonly<Record<Locale, readonly Load[]>> = {
  en: [() => import('./en.ts'), () => import('@ratecard/core/messages/en/receipt')],
  zh: [() => import('./zh.ts'), () => import('@ratecard/core/messages/zh/receipt')],
}

/** Why something could not be priced: few readers need it. */
const REFUSED: Readonly<Record<Locale, readonly Load[]>> = {
  en: [() => import('@ratecard/core/messages/en/mistakes')],
  zh: [() => import('@ratecard/core/messages/zh/mistakes')],
}

/** @param own messages of a language of the page's own, or their address. */
export async function loadWords(language: Language, own?: Messages | string): Promise<void> {
  const [, messages] = await Promise.all([
    loadSaid(nearestLocale(language)),
    typeof own === 'string' ? fetched(own) : own,
  ])
  if (messages) addMessages(language, messages)
}

async function fetched(address: string): Promise<Messages> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.json()
}

/** Once for all calculators of a page. */
const loadSaid = once(SAID)

/** Loads what is said of mistakes. */
export const loadMistakes = once(REFUSED)

function once(loads: Readonly<Record<Locale, readonly Load[]>>): (locale: Locale) => Promise<void> {
  const begun = new Map<Locale, Promise<void>>()
  return (locale) => {
    const loading = begun.get(locale) ?? load(loads[locale], locale)
    begun.set(locale, loading)
    // What could not be loaded is tried again.
    loading.catch(() => begun.delete(locale))
    return loading
  }
}

async function load(loads: readonly Load[], locale: Locale): Promise<void> {
  for (const { messages } of await Promise.all(loads.map((own) => own()))) addMessages(locale, messages)
}
