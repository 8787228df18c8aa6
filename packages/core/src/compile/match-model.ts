import { failed, issue, ok, type Result, shown } from '../result.ts'
import type { NameMatch } from '../tariff/name-match.ts'
import type { RateCard, Tariff } from '../tariff/tariff.ts'
import { boundedRegex } from './bounded-regex.ts'
import type { RateTable } from './rate-table.ts'

/** Longer than the name of any model. */
const MAX_NAME = 200

/**
 * The models of a tariff that a name stands for: the one that has it as its name or alias, or else every one whose
 * match rule it fits. Names are compared without regard to capitals and to space around them.
 *
 * @example
 * matchModels('m', tariff) // ['m']
 */
export function matchModels(name: string, { cards }: Pick<Tariff, 'cards'>): readonly string[] {
  if (cards.some(({ model, aliases }) => model === name || aliases?.includes(name))) return [name]
  const asked = name.trim().toLowerCase()
  if (asked.length > MAX_NAME) return []
  const fitting = cards.filter(
    ({ model, match }) => model.toLowerCase() === asked || (match !== undefined && fits(match, asked)),
  )
  return [...new Set(fitting.map(({ model }) => model))]
}

/**
 * The table with one more name: that of the sole model whose match rule it fits, so that the name can be rated and the
 * receipt says both. A table that knows the name, or has no rule for it, is given back as it is.
 *
 * Issues: `ambiguous-model` where it fits several models, with them.
 *
 * @param table compiled with at least the models that `matchModels` gives for the name.
 */
export function withMatchedModel(table: RateTable, name: string): Result<RateTable> {
  const [model, ...others] = table.models.has(name) ? [] : matchModels(name, table.tariff)
  if (others.length > 0)
    return failed(
      issue('ambiguous-model', '/model', {
        model: shown(name),
        tariff: table.tariff.id,
        candidates: [model, ...others] as string[],
      }),
    )
  const compiled = table.models.get(model ?? '')
  return ok(compiled ? { ...table, models: new Map([...table.models, [name, compiled]]) } : table)
}

/** @param name in small letters. */
function fits(match: NameMatch, name: string): boolean {
  if ('and' in match) return match.and.every((part) => fits(part, name))
  if ('or' in match) return match.or.some((part) => fits(part, name))
  if ('equals' in match) return name === match.equals.toLowerCase()
  if ('starts_with' in match) return name.startsWith(match.starts_with.toLowerCase())
  if ('ends_with' in match) return name.endsWith(match.ends_with.toLowerCase())
  if ('contains' in match) return name.includes(match.contains.toLowerCase())
  return boundedRegex(match.regex)?.(name) === true
}

/** The regular expressions of a card's match rule. */
export const regexesOf = ({ match }: Pick<RateCard, 'match'>): readonly string[] => (match ? regexes(match) : [])

function regexes(match: NameMatch): readonly string[] {
  if ('and' in match) return match.and.flatMap(regexes)
  if ('or' in match) return match.or.flatMap(regexes)
  return 'regex' in match ? [match.regex] : []
}
