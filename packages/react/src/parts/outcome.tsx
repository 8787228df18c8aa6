import type { Issue, Receipt } from '@ratecard/core'
import { receiptFacets, renderMessage } from '@ratecard/core/messages/plain'
import { Amount } from './amount.tsx'
import { useWords } from './words.tsx'

interface OutcomeProps {
  readonly receipt: Receipt
  /** Why the figures may still change: a text that is being counted. */
  readonly pending: string | undefined
}

/** What it comes to. */
export function Outcome({ receipt, pending }: OutcomeProps) {
  const { locale, say } = useWords()
  const { totals, provisional, model, pricingInstant = '' } = receipt
  const facets = receiptFacets(receipt, locale)
  const isWhole = totals.every(({ complete }) => complete)
  return (
    <div className="rc-outcome" part="total">
      <p className="rc-label">{say(isWhole ? 'total' : 'total-priced-part')}</p>
      {totals.length === 0 && <p className="rc-total rc-none">{say('no-total')}</p>}
      {totals.map(({ currency, amount }) => (
        <p key={currency} className="rc-total">
          <Amount range={amount} currency={currency} />
        </p>
      ))}
      <p className="rc-about">
        <bdi>{model.billed}</bdi>
        {facets.map((facet) => (
          <span key={facet} className="rc-tag">
            {facet}
          </span>
        ))}
        <span>
          {say('prices-at')} <bdi>{pricingInstant.slice(0, 10)}</bdi>
        </span>
      </p>
      {provisional && <p className="rc-hint">{say('provisional')}</p>}
      {pending && <p className="rc-hint">{pending}</p>}
    </div>
  )
}

/** What to know before the figures are believed. */
export function Warnings({ warnings }: { readonly warnings: readonly Issue[] }) {
  const { locale, say } = useWords()
  const texts = [...new Set(warnings.map(({ code, params }) => renderMessage(code, params, locale)))]
  if (texts.length === 0) return null
  return (
    <details className="rc-warnings" part="warnings" open={texts.length <= 3}>
      <summary>{say('warnings', { count: String(texts.length) })}</summary>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  )
}
