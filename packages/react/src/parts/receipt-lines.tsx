import { type LineItem, meter, type Receipt } from '@ratecard/core'
import { meterName, rangeText, statusReason, unitName } from '@ratecard/core/messages/plain'
import { Fragment, useId, useState } from 'react'
import { Amount } from './amount.tsx'
import { Later } from './later.tsx'
import { useWords } from './words.tsx'

/** The lines of a receipt as a table; each opens to its arithmetic, its rule and its source. */
export function ReceiptLines({ receipt }: { readonly receipt: Receipt }) {
  const { say } = useWords()
  const [opened, setOpened] = useState<string>()
  return (
    <section
      className="rc-scroll"
      aria-label={say('lines')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
      tabIndex={0}
    >
      <table className="rc-lines" part="lines">
        <caption className="rc-hidden">{say('lines')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('line')}</th>
            <th scope="col">{say('quantity')}</th>
            <th scope="col">{say('price')}</th>
            <th scope="col">{say('amount')}</th>
          </tr>
        </thead>
        <tbody>
          {receipt.lines.map((line) => (
            <Line
              key={line.id}
              line={line}
              isOpen={opened === line.id}
              toggle={() => setOpened(opened === line.id ? undefined : line.id)}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface LineProps {
  readonly line: LineItem
  readonly isOpen: boolean
  readonly toggle: () => void
}

function Line({ line, isOpen, toggle }: LineProps) {
  const { locale, say } = useWords()
  const id = useId()
  const name = line.meter === undefined ? say('rounding') : meterName(line.meter, locale)
  const unit = line.meter === undefined ? '' : unitName(meter(line.meter).unit, locale)
  return (
    <Fragment>
      <tr>
        <th scope="row">
          <button
            type="button"
            className="rc-open"
            part="line"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={toggle}
          >
            {name}
          </button>
        </th>
        <td>
          <bdi>{rangeText(line.quantity)}</bdi> <span className="rc-unit">{unit}</span>
        </td>
        <td>{line.price === undefined ? '' : <bdi>{say('price-per', priceParams(line, unit))}</bdi>}</td>
        <td>
          {line.amount ? <Amount range={line.amount} currency={line.currency ?? ''} /> : statusReason(line, locale)}
        </td>
      </tr>
      <tr hidden={!isOpen} className="rc-why">
        <td colSpan={4} id={id}>
          {isOpen && <Later load={loadWhy} props={{ line }} />}
        </td>
      </tr>
    </Fragment>
  )
}

const priceParams = ({ price = '', per = '', currency = '' }: LineItem, unit: string) => ({
  price,
  per,
  currency,
  unit,
})

const loadWhy = () => import('./why.tsx').then(({ Why }) => Why)
