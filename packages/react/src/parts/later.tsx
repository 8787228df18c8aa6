import type { ComponentType } from 'react'
import { useLoaded } from '../hooks/use-loaded.ts'
import { useWords } from './words.tsx'

/** A component of a module that is loaded when it is first shown. */
export interface LaterProps<P extends object> {
  readonly load: () => Promise<ComponentType<P>>
  readonly props: P
}

export function Later<P extends object>({ load, props }: LaterProps<P>) {
  const { say } = useWords()
  const loaded = useLoaded(async () => ({ Part: await load() }), [])
  if (loaded.error !== undefined) return <p className="rc-mistake">{say('not-loaded')}</p>
  if (loaded.value === undefined) return <div className="rc-waiting" aria-busy="true" />
  const { Part } = loaded.value
  return <Part {...props} />
}
