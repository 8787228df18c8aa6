import { formatDecimal, isExact, type Receipt, type Result } from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages/plain'
import { type ReactNode, useEffect, useState } from 'react'
import { useWords } from './words.tsx'

interface SpokenProps {
  /** Undefined as long as it is awaited. */
  readonly priced: Result<Receipt> | undefined
  readonly children: (announce: (text: string) => void) => ReactNode
}

/** Milliseconds without a change before the outcome is read out. */
const PAUSE = 800

/** The one place that screen readers read out: what it comes to, when nothing has changed for a moment, and what was done. */
export function Spoken({ priced, children }: SpokenProps) {
  const { say } = useWords()
  const [text, setText] = useState('')
  useEffect(() => {
    if (priced === undefined) return
    const timer = setTimeout(() => setText(outcomeText(priced, say)), PAUSE)
    return () => clearTimeout(timer)
  }, [priced, say])
  return (
    <>
      {children(setText)}
      <p className="rc-spoken rc-hidden" aria-live="polite" role="status">
        {text}
      </p>
    </>
  )
}

function outcomeText(priced: Result<Receipt>, say: (code: string, params?: Record<string, string>) => string): string {
  if (!priced.ok) return say('spoken-mistake')
  const totals = priced.value.totals.map(({ currency, amount }) => {
    const text = (end: 'low' | 'likely' | 'high') => groupDigits(formatDecimal(amount[end]))
    const range = isExact(amount) ? '' : say('range', { low: text('low'), high: text('high') })
    return say('spoken-total', { amount: text('likely'), currency, range })
  })
  return totals.join(' ') || say('no-total')
}
