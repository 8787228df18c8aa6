import { failed, issue, type Receipt, type Result } from '@ratecard/core'
import { type Messages, nearestLocale } from '@ratecard/core/messages/plain'
import type { ReactNode } from 'react'
import { useLoaded } from './hooks/use-loaded.ts'
import { loadWords } from './messages/load-words.ts'
import { Boundary } from './parts/boundary.tsx'
import { Mistakes } from './parts/mistakes.tsx'
import { useWords, useWordsOf, WordsProvider } from './parts/words.tsx'
import { bundledLists, type ListedList } from './pricing/price-lists.ts'
import type { Inputs, Tab } from './state/inputs.ts'
import { Workbench } from './workbench.tsx'

/** Languages that are written from right to left: a calculator is laid out as its own words are, whatever the page is. */
const RIGHT_TO_LEFT = /^(?:ar|ckb|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)\b/i

/** What a page says of its calculator; everything may be left out. */
export interface CalculatorProps {
  /** Price lists of this provider alone. */
  readonly provider?: string | undefined
  /** These price lists alone, by their ids; the first is chosen at first. */
  readonly lists?: readonly string[] | undefined
  /** These models alone. */
  readonly models?: readonly string[] | undefined
  /** These tabs alone. */
  readonly tabs?: readonly Tab[] | undefined
  /** What the fields hold at first. */
  readonly values?: Partial<Inputs> | undefined
  /** A price list of the page's own in place of those that come with Ratecard: JSON, its text or its address. */
  readonly tariff?: unknown
  /**
   * The address of a Ratecard server, whose price lists are shown and which prices by them, in place of the page. What is
   * entered is sent there. Where it is stated, `tariff` and `exact` mean nothing.
   */
  readonly endpoint?: string | undefined
  /** Asks the server of `endpoint`, in place of the page's own: to send a key along. Another function asks it anew. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** A language tag: `en` and `zh` are spoken, and what begins so. */
  readonly locale?: string | undefined
  /**
   * A language of the page's own: messages by their codes, or the address of such as JSON. They are those of `locale`; what
   * is missing is said in English, or in Chinese where the tag begins with `zh`.
   */
  readonly messages?: Messages | string | undefined
  /** Whether texts are counted by the tokenizer of their model, which is loaded then: default true. */
  readonly exact?: boolean | undefined
  /** Starts the worker that counts; default the one that comes with the package. */
  readonly startWorker?: (() => Worker) | undefined
  /** Whether the address of the page may be read for inputs, and be shared with them: default true. */
  readonly share?: boolean | undefined
  /** Is told of each new receipt. */
  readonly onChange?: ((change: CalculatorChange) => void) | undefined
  readonly className?: string | undefined
  /** What is there until the calculator is: a table of prices, for readers without scripts. */
  readonly children?: ReactNode
}

/** What a reader sees now. */
export interface CalculatorChange {
  readonly inputs: Inputs
  /** Undefined where nothing could be priced. */
  readonly receipt: Receipt | undefined
}

/**
 * A calculator of what AI usage costs. It computes in the page and asks no server, unless it is given one; what it needs is
 * loaded when it is shown.
 *
 * @example
 * <Calculator provider="alibaba-model-studio" lists={['alibaba-model-studio/cn-cny']} locale="zh" />
 */
export function Calculator(props: CalculatorProps) {
  const { className = '', children } = props
  const { locale = 'en', messages } = props
  const words = useWordsOf(locale)
  const spoken = useLoaded(async () => {
    // biome-ignore lint/suspicious/noConsole: told to who made the page; its readers are told in another language
    await loadWords(locale, messages).catch((error: unknown) => console.error('ratecard-calculator:', error))
    return locale
  }, [locale, messages])
  const { endpoint, provider } = props
  const given = endpoint === undefined ? props.tariff : `${endpoint} ${locale}`
  const lists = useLoaded(() => listsOf(props), [given, `${provider} ${props.lists}`, props.fetch])
  const known = lists.error === undefined ? lists.value : failed(issue('ui.list-not-loaded', ''))
  const isSpoken = spoken.value === locale
  return (
    <WordsProvider value={words}>
      <section
        className={`ratecard ${className}`}
        part="calculator"
        lang={locale}
        dir={RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr'}
        {...(!(isSpoken && known) && { 'aria-busy': true })}
      >
        {isSpoken && known ? (
          <Boundary otherwise={(again) => <Broken again={again} />}>
            <Ready lists={known} again={lists.again} props={props} />
          </Boundary>
        ) : (
          (children ?? <Waiting />)
        )}
      </section>
    </WordsProvider>
  )
}

interface ReadyProps {
  readonly lists: Result<readonly ListedList[]>
  readonly again: () => void
  readonly props: CalculatorProps
}

function Ready({ lists, again, props }: ReadyProps) {
  if (lists.ok) return <Workbench lists={lists.value} props={props} />
  return (
    <div className="rc-failed" role="alert">
      <Mistakes issues={lists.issues} again={again} hasPlaces />
    </div>
  )
}

function Broken({ again }: { readonly again: () => void }) {
  const { say } = useWords()
  return (
    <div className="rc-failed" role="alert">
      <p className="rc-mistake">{say('broken')}</p>
      <button type="button" part="button" onClick={again}>
        {say('start-again')}
      </button>
    </div>
  )
}

/** As much room as the calculator will take, so that the page does not jump. */
const Waiting = () => <div className="rc-waiting" />

async function listsOf(props: CalculatorProps): Promise<Result<readonly ListedList[]>> {
  const { provider, lists, tariff, endpoint, fetch, locale = 'en' } = props
  if (endpoint !== undefined) {
    const { serverLists } = await import('./server/server-lists.ts')
    return serverLists({ endpoint, fetch, locale: nearestLocale(locale), provider, lists })
  }
  if (tariff === undefined) return { ok: true, value: await bundledLists({ provider, lists }) }
  const { readOwnTariff } = await import('./pricing/read-own-tariff.ts')
  const own = await readOwnTariff(tariff)
  return own.ok ? { ok: true, value: [own.value] } : own
}
