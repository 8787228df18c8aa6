import { useState } from 'react'
import { Later, type LaterProps } from '../parts/later.tsx'
import { useWords } from '../parts/words.tsx'
import type { PanelProps } from './panel-props.ts'

const loadGrowth = () => import('./growth.tsx').then(({ Growth }) => Growth)
const loadPieces = () => import('./token-pieces.tsx').then(({ TokenPieces }) => TokenPieces)
const loadVolume = () => import('./volume.tsx').then(({ Volume }) => Volume)
const loadCompare = () => import('./compare.tsx').then(({ Compare }) => Compare)

/** What can be looked at beside the price; each part is loaded when it is opened. */
export function Sections(props: PanelProps) {
  const { say } = useWords()
  const { inputs, priced, kept, counter, exact } = props
  const receipt = priced?.ok ? priced.value : kept
  const hasPieces = exact !== undefined && counter?.kind === 'tokenizer' && inputs.text !== ''
  return (
    <div className="rc-sections">
      {inputs.tab === 'conversation' && <Section title={say('growth')} isOpen load={loadGrowth} props={props} />}
      {hasPieces && <Section title={say('pieces')} load={loadPieces} props={props} />}
      {receipt && <Section title={say('volume')} load={loadVolume} props={{ ...props, receipt }} />}
      <Section title={say('compare')} load={loadCompare} props={props} />
    </div>
  )
}

interface SectionProps<P extends object> extends LaterProps<P> {
  readonly title: string
  readonly isOpen?: boolean
}

function Section<P extends object>({ title, isOpen: isOpenAtFirst = false, ...part }: SectionProps<P>) {
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  return (
    <details part="section" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary part="section-title">{title}</summary>
      {isOpen && <Later {...part} />}
    </details>
  )
}
