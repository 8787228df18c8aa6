import { groupDigits } from '@ratecard/core/messages/plain'
import { type ChangeEvent, type ClipboardEvent, type DragEvent, useState } from 'react'
import { readFile } from '../pricing/read-file.ts'
import type { Inputs } from '../state/inputs.ts'
import { MOST_TYPED, splitHeld } from '../state/split-held.ts'
import { Field } from './field.tsx'
import { useWords } from './words.tsx'

interface TextAreaProps {
  readonly inputs: Inputs
  readonly change: (changed: Partial<Inputs>) => void
  readonly label: string
  /** The server that texts are sent to; undefined where they stay in the page. */
  readonly sentTo?: string | undefined
}

/** A text that is typed, pasted, dropped or read from a file. Of a long one, what is not typed is held aside. */
export function TextArea({ inputs: { text, images }, change, label, sentTo }: TextAreaProps) {
  const { say } = useWords()
  const [lastHeld, setHeld] = useState('')
  const [refused, setRefused] = useState<string>()
  const { held, typed } = splitHeld(text, lastHeld)
  const keep = (aside: string, left: string) => {
    const split = splitHeld(aside + left, aside)
    setHeld(split.held)
    setRefused(undefined)
    change({ text: aside + left })
  }
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (typed.length + pasted.length <= MOST_TYPED) return
    event.preventDefault()
    const { selectionStart, selectionEnd } = event.currentTarget
    keep(held + typed.slice(0, selectionStart) + pasted, typed.slice(selectionEnd))
  }
  const take = async (file: File) => {
    const read = await readFile(file)
    if ('refused' in read) return setRefused(say(read.refused, { name: file.name }))
    if ('text' in read) return keep('', read.text)
    setRefused(undefined)
    change({ images: [images, read.image].filter((size) => size !== '').join(', ') })
  }
  const onDrop = (event: DragEvent<HTMLTextAreaElement>) => {
    const [file] = event.dataTransfer.files
    if (file === undefined) return
    event.preventDefault()
    take(file)
  }
  const onChoose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [file] = currentTarget.files ?? []
    currentTarget.value = ''
    if (file) take(file)
  }
  const characters = groupDigits(String(text.length))
  const kept = sentTo === undefined ? say('text-hint', { characters }) : say('text-sent', { characters, host: sentTo })
  return (
    <>
      <Field label={label} hint={refused ?? kept} className="rc-wide">
        {(control) => (
          <>
            {held !== '' && <HeldText text={held} onRemove={() => keep('', typed)} />}
            <textarea
              {...control}
              part="input"
              rows={held === '' ? 6 : 2}
              value={typed}
              spellCheck={false}
              onInput={(event) => keep(held, event.currentTarget.value)}
              onPaste={onPaste}
              onDragOver={(event) => event.preventDefault()}
              onDrop={onDrop}
            />
          </>
        )}
      </Field>
      <label className="rc-file" part="button">
        {say('choose-file')}
        <input type="file" onChange={onChoose} />
      </label>
    </>
  )
}

/** Characters of a text that is held aside by which a reader knows it again. */
const SAMPLE = 160

function HeldText({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }) {
  const { say } = useWords()
  return (
    <div className="rc-held" part="held">
      <p>{say('held', { characters: groupDigits(String(text.length)) })}</p>
      <q>{text.slice(0, SAMPLE)}…</q>
      <button type="button" part="button" onClick={onRemove}>
        {say('remove-held')}
      </button>
    </div>
  )
}
