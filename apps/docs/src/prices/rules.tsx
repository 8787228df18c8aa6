import type { RuleNote } from '../../plugins/prices/price-data.ts'
import { References } from './references.tsx'

interface RulesProps {
  readonly rules: readonly RuleNote[]
  readonly anchor: string
}

/** Free quota, plans, changes of price. */
export const Rules = ({ rules, anchor }: RulesProps) => (
  <ul className="rules">
    {rules.map(({ text, sources }) => (
      <li key={text}>
        {text} <References numbers={sources} anchor={anchor} />
      </li>
    ))}
  </ul>
)
