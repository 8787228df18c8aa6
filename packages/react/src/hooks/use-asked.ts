import { type DependencyList, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { rest } from '../counting/rest.ts'

/** What a server was asked, and what it answered. */
export interface Asked<T> {
  /** Undefined as long as it is awaited. */
  readonly answer?: T
  /** The answer before, whatever it was to. */
  readonly last?: T
  /** Asks once more. */
  readonly again: () => void
}

/** Milliseconds without another change before a server is asked. */
const PAUSE = 250

/**
 * Asks for what is entered, a little after it was; what nobody waits for any more is broken off, and never shown.
 *
 * @param ask undefined: nobody is asked. It rejects only when it is aborted.
 * @param inputs what the answer depends on.
 */
export function useAsked<T>(ask: ((signal: AbortSignal) => Promise<T>) | undefined, inputs: DependencyList): Asked<T> {
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names them, as for a hook of React
  const question = useMemo(() => ({}), [...inputs, attempt])
  const [kept, setKept] = useState<{ readonly question: object; readonly answer: T }>()
  const isFirst = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a question is asked once
  useEffect(() => {
    if (ask === undefined) return
    const gone = new AbortController()
    const run = async () => {
      if (!isFirst.current) await rest(PAUSE)
      isFirst.current = false
      gone.signal.throwIfAborted()
      const answer = await ask(gone.signal)
      if (!gone.signal.aborted) setKept({ question, answer })
    }
    run().catch(() => {})
    return () => gone.abort()
  }, [question])
  const again = useCallback(() => setAttempt((before) => before + 1), [])
  const isAnswered = ask !== undefined && kept?.question === question
  return { ...(isAnswered && { answer: kept.answer }), ...(kept && { last: kept.answer }), again }
}
