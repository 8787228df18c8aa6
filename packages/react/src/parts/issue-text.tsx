import type { Issue } from '@ratecard/core'
import { nearestLocale, renderMessage } from '@ratecard/core/messages/plain'
import { useEffect, useState } from 'react'
import { loadMistakes } from '../messages/load-words.ts'
import { useWords } from './words.tsx'

/** What is wrong, in words: its own where it came with them, otherwise those that are loaded when something first is wrong. */
export function IssueText({
  issue: { code, params, message },
}: {
  readonly issue: Issue & { readonly message?: string }
}) {
  const { locale, say } = useWords()
  const isOwn = code.startsWith('ui.') || message !== undefined
  const [isLoaded, setLoaded] = useState(isOwn)
  const [isFailed, setFailed] = useState(false)
  useEffect(() => {
    if (isOwn) return
    let isShown = true
    loadMistakes(nearestLocale(locale)).then(
      () => isShown && setLoaded(true),
      () => isShown && setFailed(true),
    )
    return () => {
      isShown = false
    }
  }, [isOwn, locale])
  if (message !== undefined) return <>{message}</>
  if (isOwn) return <>{say(code.slice(3), params)}</>
  if (isFailed) return <>{say('not-loaded')}</>
  return <>{isLoaded ? renderMessage(code, params, locale) : '…'}</>
}
