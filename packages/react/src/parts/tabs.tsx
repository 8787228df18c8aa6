import type { KeyboardEvent } from 'react'
import { useRef } from 'react'

interface TabsProps<T extends string> {
  readonly id: string
  readonly label: string
  readonly tabs: readonly (readonly [tab: T, label: string])[]
  readonly chosen: T
  readonly onChoose: (tab: T) => void
}

const MOVES: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
}

/** Tabs, of which the chosen one is reached by Tab and the others by arrows (ARIA Authoring Practices, Tabs). */
export function Tabs<T extends string>({ id, label, tabs, chosen, onChoose }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const isMirrored = list.current !== null && getComputedStyle(list.current).direction === 'rtl'
    const key = isMirrored ? (MIRRORED[event.key] ?? event.key) : event.key
    const next = MOVES[key]?.(
      tabs.findIndex(([tab]) => tab === chosen),
      tabs.length - 1,
    )
    const tab = next === undefined ? undefined : tabs[next]?.[0]
    if (next === undefined || tab === undefined) return
    event.preventDefault()
    onChoose(tab)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className="rc-tabs" part="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {tabs.map(([tab, words]) => (
        <button
          key={tab}
          type="button"
          role="tab"
          part="tab"
          id={`${id}-tab-${tab}`}
          aria-controls={`${id}-panel`}
          aria-selected={tab === chosen}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
        >
          {words}
        </button>
      ))}
    </div>
  )
}

const MIRRORED: Readonly<Record<string, string>> = { ArrowRight: 'ArrowLeft', ArrowLeft: 'ArrowRight' }
