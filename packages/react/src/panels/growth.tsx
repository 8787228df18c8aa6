import { exactly, type Range, type Receipt, rational, sumRanges } from '@ratecard/core'
import { rangeText } from '@ratecard/core/messages/plain'
import { useTurns } from '../hooks/use-turns.ts'
import { Amount } from '../parts/amount.tsx'
import { Bar, largestOf } from '../parts/bars.tsx'
import { IssueText } from '../parts/issue-text.tsx'
import { useWords } from '../parts/words.tsx'
import type { PanelProps } from './panel-props.ts'

/** How a conversation grows: what each turn reads and costs, and what all up to it have cost. */
export function Growth({ inputs, pricing, priced }: PanelProps) {
  const turns = useTurns(inputs, pricing, priced)
  if (turns === undefined) return <div className="rc-waiting" aria-busy="true" />
  if (turns.ok) return <Turns turns={turns.value} />
  return turns.issues[0] ? (
    <p className="rc-mistake">
      <IssueText issue={turns.issues[0]} />
    </p>
  ) : null
}

function Turns({ turns }: { readonly turns: readonly Receipt[] }) {
  const { say } = useWords()
  const currency = turns[0]?.totals[0]?.currency ?? ''
  const costs = turns.map(({ totals }) => totals[0])
  const largest = largestOf(costs.flatMap((cost) => cost?.amount.high ?? []))
  let sofar: Range | undefined = NOTHING
  return (
    <section
      className="rc-scroll rc-tall"
      aria-label={say('growth')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keys
      tabIndex={0}
    >
      <table part="growth">
        <caption className="rc-hidden">{say('growth')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('turn')}</th>
            <th scope="col">{say('turn-input')}</th>
            <th scope="col" colSpan={2}>
              {say('turn-cost')}
            </th>
            <th scope="col">{say('so-far')}</th>
          </tr>
        </thead>
        <tbody>
          {turns.map(({ lines }, at) => {
            const cost = costs[at]
            sofar = cost?.complete && sofar ? sumRanges([sofar, cost.amount]) : undefined
            const input = lines.find(({ meter }) => meter === 'input_tokens')
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place in the conversation
              <tr key={at}>
                <th scope="row">{at + 1}</th>
                <td>{input && <bdi>{rangeText(input.quantity)}</bdi>}</td>
                <td className="rc-bar-cell">{cost && <Bar range={cost.amount} largest={largest} />}</td>
                <td>
                  {cost ? <Amount range={cost.amount} currency={currency} /> : say('no-total')}
                  {cost?.complete === false && <small> {say('incomplete')}</small>}
                </td>
                <td>{sofar && <Amount range={sofar} currency={currency} />}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const NOTHING: Range = exactly(rational('0'))
