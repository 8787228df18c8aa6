import { type CountedText, type EstimatedText, type InputCounter, rational } from '@ratecard/core'
import { useEffect, useMemo, useState } from 'react'
import { AT_ONCE, countText, countTextInTurns } from '../counting/count-text.ts'
import type { ExactCounter } from '../counting/exact-counter.ts'
import { rest } from '../counting/rest.ts'

/** What is known of a text so far. */
export interface KnownText {
  readonly counted?: CountedText | EstimatedText
  /** `counting`: a better count is being made. `failed`: it could not be made, and the estimate stays. */
  readonly state: 'none' | 'counting' | 'final' | 'failed'
}

/** Milliseconds without another key before a text is counted exactly. */
const PAUSE = 250

interface Kept extends KnownText {
  readonly of: string
}

/**
 * The count of a text: an estimate at once, and exactly a little later, where there is a tokenizer. Of a long text, the
 * count of the text before stands until then.
 *
 * @param exact undefined: the estimate is enough.
 */
export function useTextCount(
  text: string,
  counter: InputCounter | undefined,
  exact: ExactCounter | undefined,
): KnownText {
  const way = JSON.stringify(counter)
  const of = `${way} ${text}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are what it is the count of
  const first = useMemo(
    () => (counter && text !== '' && text.length <= AT_ONCE ? countText(text, counter) : undefined),
    [of],
  )
  const isExact = exact !== undefined && counter?.kind === 'tokenizer'
  const [kept, setKept] = useState<Kept>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the others are what it is the count of
  useEffect(() => {
    if (counter === undefined || text === '' || (first && !isExact)) return
    const gone = new AbortController()
    const keep = (known: KnownText) => {
      if (!gone.signal.aborted) setKept({ ...known, of })
    }
    const run = async () => {
      const counted = first ?? (await countTextInTurns(text, counter, gone.signal))
      if (first === undefined) keep({ counted, state: isExact ? 'counting' : 'final' })
      if (exact === undefined || counter.kind !== 'tokenizer') return
      await rest(PAUSE)
      gone.signal.throwIfAborted()
      try {
        const tokens = await exact.count(text, counter.tokenizer, gone.signal)
        keep({ counted: { tokens: rational(tokens) }, state: 'final' })
      } catch {
        keep({ counted, state: 'failed' })
      }
    }
    run().catch(() => {})
    return () => gone.abort()
  }, [of, exact])
  if (counter === undefined || text === '') return { state: 'none' }
  if (kept?.of === of) return kept
  if (first) return { counted: first, state: isExact ? 'counting' : 'final' }
  return { state: 'counting' }
}
