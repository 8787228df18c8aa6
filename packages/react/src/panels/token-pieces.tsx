import type { TokenPiece } from '@ratecard/core'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useLoaded } from '../hooks/use-loaded.ts'
import { useWords } from '../parts/words.tsx'
import type { PanelProps } from './panel-props.ts'

/** Pieces that are shown at first, and how many more each time. */
const STEP = 500

/** White space and control characters in signs that can be seen. */
const SIGNS: Readonly<Record<string, string>> = { ' ': '␣', '\n': '↵', '\r': '␍', '\t': '⇥' }

const visible = (piece: TokenPiece): string =>
  'text' in piece ? piece.text.replace(/[ \n\r\t]/g, (sign) => SIGNS[sign] ?? sign) : `‹${piece.hex}›`

/** Characters whose tokens are shown: more of them nobody reads. */
const MOST_SHOWN = 50_000

/** The text token by token. */
export function TokenPieces({ inputs: { text }, exact, counter }: PanelProps) {
  const { say } = useWords()
  const tokenizer = counter?.kind === 'tokenizer' ? counter.tokenizer : ''
  const shown = text.slice(0, MOST_SHOWN)
  const pieces = useLoaded(
    async (signal) => (exact === undefined ? [] : exact.pieces(shown, tokenizer, signal)),
    [shown, tokenizer, exact],
  )
  if (pieces.error !== undefined) return <p className="rc-mistake">{say('not-counted')}</p>
  if (pieces.value === undefined) return <p className="rc-hint">{say('counting')}</p>
  return (
    <>
      {shown.length < text.length && <p className="rc-hint">{say('pieces-cut', { characters: String(MOST_SHOWN) })}</p>}
      <PieceList pieces={pieces.value} />
    </>
  )
}

/** Each with its string and its id. Arrows go from one to the next. */
function PieceList({ pieces }: { readonly pieces: readonly TokenPiece[] }) {
  const { say } = useWords()
  const id = useId()
  const [shown, setShown] = useState(STEP)
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const piece = pieces[chosen]
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is read from its start
  useEffect(() => setChosen(0), [pieces])
  const choose = (at: number) => {
    const next = Math.min(Math.max(at, 0), Math.min(shown, pieces.length) - 1)
    setChosen(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key]
    if (move === undefined) return
    event.preventDefault()
    choose(chosen + move)
  }
  return (
    <div className="rc-pieces" part="tokens">
      <p className="rc-hint">{say('pieces-hint')}</p>
      <div
        ref={list}
        className="rc-piece-list"
        role="listbox"
        tabIndex={0}
        aria-label={say('pieces')}
        aria-activedescendant={`${id}-${chosen}`}
        onKeyDown={onKeyDown}
      >
        {pieces.slice(0, shown).map((own, at) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and names the one that is chosen
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the list
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the text
            key={at}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === chosen}
            aria-label={say('piece', { text: visible(own), id: String(own.id) })}
            className="rc-piece"
            part="token"
            onClick={() => setChosen(at)}
          >
            {visible(own)}
          </span>
        ))}
      </div>
      {shown < pieces.length && (
        <button type="button" part="button" onClick={() => setShown(shown + STEP)}>
          {say('more-pieces', { shown: String(shown), count: String(pieces.length) })}
        </button>
      )}
      {piece && (
        <dl className="rc-facts">
          <dt>{say('piece-place')}</dt>
          <dd>{say('place-of', { at: String(chosen + 1), count: String(pieces.length) })}</dd>
          <dt>{say('piece-id')}</dt>
          <dd>
            <code>{piece.id}</code>
          </dd>
          <dt>{say('piece-text')}</dt>
          <dd>
            <code>{'text' in piece ? JSON.stringify(piece.text) : say('piece-bytes', { hex: piece.hex })}</code>
          </dd>
        </dl>
      )}
    </div>
  )
}

const MOVES: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: 10,
  ArrowUp: -10,
  PageDown: 100,
  PageUp: -100,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}
