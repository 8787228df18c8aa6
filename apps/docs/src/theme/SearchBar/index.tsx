import SearchBar from '@theme-original/SearchBar'
import { type FocusEvent, useEffect, useRef } from 'react'

/**
 * The search field takes the focus once more when its index has been loaded, wherever its reader has gone meanwhile: here it
 * goes back to them, unless a key or a pointer has just brought it.
 */
export default function CalmSearchBar() {
  const isAsked = useRef(false)
  useEffect(() => {
    const ask = () => {
      isAsked.current = true
      setTimeout(() => {
        isAsked.current = false
      })
    }
    const events = ['keydown', 'pointerdown'] as const
    for (const event of events) document.addEventListener(event, ask, { capture: true })
    return () => {
      for (const event of events) document.removeEventListener(event, ask, { capture: true })
    }
  }, [])
  const giveBack = ({ relatedTarget }: FocusEvent) => {
    if (!isAsked.current && relatedTarget instanceof HTMLElement) relatedTarget.focus()
  }
  return (
    <div onFocusCapture={giveBack}>
      <SearchBar />
    </div>
  )
}
