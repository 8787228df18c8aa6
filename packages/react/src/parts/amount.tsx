import { formatDecimal, isExact, type Range } from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages/plain'
import { useWords } from './words.tsx'

/** An amount with its currency, and its ends where it is a range. */
export function Amount({ range, currency }: { readonly range: Range; readonly currency: string }) {
  const { say } = useWords()
  const text = (end: keyof Range) => groupDigits(formatDecimal(range[end]))
  return (
    <span className="rc-amount">
      <bdi className="rc-number">{text('likely')}</bdi> <bdi className="rc-currency">{currency}</bdi>
      {!isExact(range) && (
        <small className="rc-range">
          <bdi>{say('range', { low: text('low'), high: text('high') })}</bdi>
        </small>
      )}
    </span>
  )
}
