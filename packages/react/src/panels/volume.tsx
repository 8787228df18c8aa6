import {
  formatDecimal,
  multiplyRationals,
  type Range,
  type Rational,
  type Receipt,
  rational,
  repeatTotals,
} from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages/plain'
import { Amount } from '../parts/amount.tsx'
import { largestOf, shareOf } from '../parts/bars.tsx'
import { TextField } from '../parts/field.tsx'
import { useWords } from '../parts/words.tsx'
import { readCount } from '../pricing/read-number.ts'
import type { PanelProps } from './panel-props.ts'

interface VolumeProps extends PanelProps {
  readonly receipt: Receipt
}

const MOST_CALLS = 1_000_000_000_000

/** Fewer and more calls than were asked for. */
const STEPS = ['0.25', '0.5', '0.75', '1', '1.5', '2'].map((step) => rational(step))

interface Point {
  readonly calls: Rational
  readonly amount: Range
  readonly isAsked: boolean
}

/** What a month of such calls costs, and how that grows with their number. */
export function Volume({ receipt, inputs: { monthly }, change }: VolumeProps) {
  const { say } = useWords()
  const asked = readCount(monthly, '/monthly', MOST_CALLS)
  const points = asked.ok ? STEPS.flatMap((step) => pointsAt(receipt, rational(asked.value), step)) : []
  const currency = receipt.totals[0]?.currency ?? ''
  return (
    <div className="rc-volume">
      <TextField
        label={say('monthly')}
        value={monthly}
        inputMode="numeric"
        onInput={(typed) => change({ monthly: typed })}
        issue={asked.ok ? undefined : asked.issues[0]}
      />
      {points.length === 0 ? (
        asked.ok && <p className="rc-hint">{say('no-volume')}</p>
      ) : (
        <>
          <Curve points={points} currency={currency} />
          <section
            className="rc-scroll"
            aria-label={say('volume')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
            tabIndex={0}
          >
            <table part="volume">
              <caption>{say('volume')}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('calls')}</th>
                  <th scope="col">{say('cost-of-month')}</th>
                </tr>
              </thead>
              <tbody>
                {points.map(({ calls, amount, isAsked }) => (
                  <tr key={formatDecimal(calls)} {...(isAsked && { className: 'rc-asked', 'aria-current': 'true' })}>
                    <th scope="row">
                      <bdi>{groupDigits(formatDecimal(calls))}</bdi>
                    </th>
                    <td>
                      <Amount range={amount} currency={currency} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </div>
  )
}

function pointsAt(receipt: Receipt, asked: Rational, step: Rational): readonly Point[] {
  const calls = multiplyRationals(asked, step)
  const [total] = repeatTotals(receipt, calls) ?? []
  return total ? [{ calls, amount: total.amount, isAsked: formatDecimal(step) === '1' }] : []
}

const WIDTH = 320
const HEIGHT = 132
const MARGIN = 14

/** Cost against number of calls: a line, and a band where the cost is a range. The table below says the same. */
function Curve({ points, currency }: { readonly points: readonly Point[]; readonly currency: string }) {
  const most = {
    calls: largestOf(points.map(({ calls }) => calls)),
    cost: largestOf(points.map(({ amount }) => amount.high)),
  }
  const x = ({ calls }: Point) => MARGIN + shareOf(calls, most.calls) * (WIDTH - 2 * MARGIN)
  const y = (cost: Rational) => HEIGHT - MARGIN - shareOf(cost, most.cost) * (HEIGHT - 2 * MARGIN)
  const along = (end: keyof Range) => points.map((point) => `${x(point)},${y(point.amount[end])}`)
  return (
    <svg className="rc-curve" part="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path className="rc-axis" d={`M${MARGIN} ${MARGIN}V${HEIGHT - MARGIN}H${WIDTH - MARGIN}`} />
      <polygon className="rc-band" points={[...along('low'), ...along('high').reverse()].join(' ')} />
      <polyline className="rc-line" points={along('likely').join(' ')} />
      <text x={MARGIN + 4} y={MARGIN + 4}>
        {`${groupDigits(formatDecimal(most.cost))} ${currency}`}
      </text>
      <text x={WIDTH - MARGIN} y={HEIGHT - MARGIN + 11} textAnchor="end">
        {groupDigits(formatDecimal(most.calls))}
      </text>
      {points.map((point) => (
        <circle
          key={formatDecimal(point.calls)}
          className={point.isAsked ? 'rc-dot rc-asked' : 'rc-dot'}
          cx={x(point)}
          cy={y(point.amount.likely)}
          r={point.isAsked ? 5 : 3}
        />
      ))}
    </svg>
  )
}
