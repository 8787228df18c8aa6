import type { ReactNode } from 'react'
import type { Priced } from '../hooks/use-priced.ts'
import type { KnownText } from '../hooks/use-text-count.ts'
import { Actions } from './actions.tsx'
import { Mistakes } from './mistakes.tsx'
import { Outcome, Warnings } from './outcome.tsx'
import { ReceiptLines } from './receipt-lines.tsx'
import { Spoken } from './spoken.tsx'
import { useWords, type Words } from './words.tsx'

interface AnswerProps {
  readonly priced: Priced
  readonly text: KnownText
  /** Whether the price list that was chosen is not there yet. */
  readonly isLoading: boolean
  /** The server that prices; undefined where the page does. */
  readonly host: string | undefined
  readonly link: ((withText: boolean) => string | undefined) | undefined
  readonly hasText: boolean
  /** Whether nothing has been entered that could be priced. */
  readonly isEmpty: boolean
  /** What else to know of what is shown. */
  readonly children: ReactNode
}

/** What it costs or why that cannot be said, how it comes about, and what can be taken along. */
export function Answer({ priced, text, isLoading, host = '', link, hasText, isEmpty, children }: AnswerProps) {
  const { say } = useWords()
  const { answer, kept, again } = priced
  const receipt = answer?.ok ? answer.value : kept
  const note = isLoading ? say('list-loading') : noteOn(priced, text, host, say)
  if (isEmpty && receipt?.totals.length === 0)
    return (
      <div className="rc-result" part="result">
        <p className="rc-outcome rc-prompt" part="total">
          {say('enter-text')}
        </p>
        {children}
      </div>
    )
  return (
    <div className="rc-result" part="result" aria-busy={answer === undefined}>
      {answer?.ok === false && <Mistakes issues={answer.issues} again={again} />}
      {receipt ? <Outcome receipt={receipt} pending={note} /> : <p className="rc-hint">{note}</p>}
      {children}
      {receipt && <Warnings warnings={receipt.warnings} />}
      {receipt && <ReceiptLines receipt={receipt} />}
      <Spoken priced={answer}>
        {(announce) => <Actions {...{ receipt, link, hasText, announce }} isLate={kept !== undefined} />}
      </Spoken>
    </div>
  )
}

/** Why what is shown may not be what was asked for. */
function noteOn({ answer, kept }: Priced, { state }: KnownText, host: string, say: Words['say']): string | undefined {
  if (host !== '' && kept) return say(answer === undefined ? 'server-asking' : 'server-kept', { host })
  if (host !== '' && answer === undefined) return say('server-asked', { host })
  if (state === 'counting') return say('counting')
  return state === 'failed' ? say('not-counted') : undefined
}
