import { rankReceipts } from '@ratecard/core'
import { type RefObject, useId, useRef, useState } from 'react'
import { useCompared } from '../hooks/use-compared.ts'
import { Amount } from '../parts/amount.tsx'
import { Bar, largestOf } from '../parts/bars.tsx'
import { Field } from '../parts/field.tsx'
import { IssueText } from '../parts/issue-text.tsx'
import { useWords } from '../parts/words.tsx'
import type { PanelProps } from './panel-props.ts'

/** The same use by several models, the cheapest first. */
export function Compare({ inputs, models, pricing, priced: own, counter, change }: PanelProps) {
  const { say } = useWords()
  const chosen = inputs.model
  const others = inputs.others.filter((model) => model !== chosen && models.includes(model))
  const compared = [{ model: chosen, priced: own }, ...useCompared(others, inputs, pricing, counter)]
  const field = useRef<HTMLInputElement>(null)
  const onRemove = (model: string) => {
    change({ others: others.filter((one) => one !== model) })
    // The button that had the focus is gone with its row.
    field.current?.focus()
  }
  const ranked = rankReceipts(compared, ({ priced }) => (priced?.ok ? priced.value : undefined))
  const largest = largestOf(
    compared.flatMap(({ priced }) => (priced?.ok ? priced.value.totals.map(({ amount }) => amount.high) : [])),
  )
  return (
    <div className="rc-compare">
      <AddModel
        field={field}
        models={models.filter((model) => model !== chosen && !others.includes(model))}
        onAdd={(model) => change({ others: [...others, model] })}
      />
      <section
        className="rc-scroll"
        aria-label={say('compare')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
      >
        <table part="compare">
          <caption className="rc-hidden">{say('compare')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('model')}</th>
              <th scope="col" colSpan={2}>
                {say('amount')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {ranked.map(({ model, priced }) => {
              const [total] = priced?.ok ? priced.value.totals : []
              return (
                <tr key={model} {...(model === chosen && { className: 'rc-asked', 'aria-current': 'true' })}>
                  <th scope="row">
                    <bdi>{model}</bdi>
                  </th>
                  <td className="rc-bar-cell">{total && <Bar range={total.amount} largest={largest} />}</td>
                  <td>
                    {total && <Amount range={total.amount} currency={total.currency} />}
                    {priced?.ok && !total?.complete && <small> {say('incomplete')}</small>}
                    {priced === undefined && '…'}
                    {priced?.ok === false && priced.issues[0] && (
                      <span className="rc-refused">
                        <IssueText issue={priced.issues[0]} />
                      </span>
                    )}
                  </td>
                  <td>
                    {model !== chosen && (
                      <button type="button" part="button" onClick={() => onRemove(model)}>
                        <span aria-hidden="true">×</span>
                        <span className="rc-hidden">{say('remove', { model })}</span>
                      </button>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </div>
  )
}

interface AddModelProps {
  readonly field: RefObject<HTMLInputElement | null>
  readonly models: readonly string[]
  readonly onAdd: (model: string) => void
}

function AddModel({ field, models, onAdd }: AddModelProps) {
  const { say } = useWords()
  const id = useId()
  const [model, setModel] = useState('')
  const add = (name: string) => {
    setModel('')
    onAdd(name)
  }
  return (
    <Field label={say('add-model')}>
      {(control) => (
        <span className="rc-row">
          <input
            {...control}
            ref={field}
            part="input"
            list={id}
            value={model}
            autoComplete="off"
            spellCheck={false}
            onInput={(event) => setModel(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && models.includes(model)) add(model)
            }}
          />
          <datalist id={id}>
            {models.map((own) => (
              <option key={own} value={own} />
            ))}
          </datalist>
          <button type="button" part="button" disabled={!models.includes(model)} onClick={() => add(model)}>
            {say('add')}
          </button>
        </span>
      )}
    </Field>
  )
}
