import { type DependencyList, useCallback, useEffect, useState } from 'react'

/** What a promise came to: a value, an error, or neither yet. */
export interface Loaded<T> {
  readonly value?: T
  readonly error?: unknown
  /** Loads it once more. */
  readonly again: () => void
}

/**
 * What was loaded last; undefined as long as nothing was, on a server and in the first render of a page.
 *
 * @param load is told by a signal when nobody waits for it any more.
 */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, inputs: DependencyList): Loaded<T> {
  const [loaded, setLoaded] = useState<Omit<Loaded<T>, 'again'>>({})
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names them, as for a hook of React
  useEffect(() => {
    const gone = new AbortController()
    load(gone.signal).then(
      (value) => gone.signal.aborted || setLoaded({ value }),
      (error: unknown) => gone.signal.aborted || setLoaded({ error }),
    )
    return () => gone.abort()
  }, [...inputs, attempt])
  const again = useCallback(() => setAttempt((before) => before + 1), [])
  return { ...loaded, again }
}
