import type { Receipt } from '@ratecard/core'
import { useEffect, useState } from 'react'
import type { Format } from '../copy/copy-receipt.ts'
import { useWords } from './words.tsx'

interface ActionsProps {
  readonly receipt: Receipt | undefined
  /** Whether the receipt is still that of other inputs. */
  readonly isLate: boolean
  /** Writes the link that brings a reader back here; undefined where the page allows none. */
  readonly link: ((withText: boolean) => string | undefined) | undefined
  readonly hasText: boolean
  readonly announce: (text: string) => void
}

const FORMATS: readonly Format[] = ['JSON', 'Markdown', 'CSV']

/** What can be taken along: the receipt in three formats, and a link. */
export function Actions({ receipt, isLate, link, hasText, announce }: ActionsProps) {
  const words = useWords()
  const { say } = words
  const [withText, setWithText] = useState(false)
  const [shown, setShown] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was to be copied is of the receipt before
  useEffect(() => setShown(undefined), [receipt])
  const copy = async (text: string | undefined) => {
    if (text === undefined) return announce(say('link-too-long'))
    const isCopied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    )
    setShown(isCopied ? undefined : text)
    announce(say(isCopied ? 'copied' : 'not-copied'))
  }
  const copyAs = async (format: Format, taken: Receipt) => {
    const loaded = await import('../copy/copy-receipt.ts').catch(() => undefined)
    if (loaded === undefined) return announce(say('not-loaded'))
    await copy(loaded.copyReceipt(taken, format, words))
  }
  return (
    <div className="rc-actions" part="actions">
      {receipt && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a row
        <span className="rc-row" role="group" aria-label={say('copy')}>
          <span aria-hidden="true">{say('copy')}</span>
          {FORMATS.map((format) => (
            <button key={format} type="button" part="button" disabled={isLate} onClick={() => copyAs(format, receipt)}>
              {format}
            </button>
          ))}
        </span>
      )}
      {link && (
        <span className="rc-row">
          <button type="button" part="button" onClick={() => copy(link(withText))}>
            {say('copy-link')}
          </button>
          {hasText && (
            <label className="rc-check">
              <input
                type="checkbox"
                checked={withText}
                onChange={(event) => setWithText(event.currentTarget.checked)}
              />
              {say('with-text')}
            </label>
          )}
        </span>
      )}
      {shown !== undefined && (
        <textarea
          className="rc-copied"
          aria-label={say('not-copied')}
          readOnly
          rows={6}
          value={shown}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </div>
  )
}
