import { RatecardError } from '../errors.ts'
import type { MeterId } from '../meter/meter.ts'
import { addRationals, compareRationals, type Rational, rational, ZERO } from '../number/rational.ts'

/** An amount that a condition compares: one meter, the sum of several, or a decimal string. A meter that is not reported counts as 0. */
export type Operand = { readonly meter: MeterId } | { readonly sum: readonly MeterId[] } | { readonly value: string }

export type Comparison = 'gt' | 'ge' | 'lt' | 'le' | 'eq'

/**
 * A closed expression tree: all a tariff can say about when something holds. It is data, so it can be printed for
 * any engine, and no tariff can run code.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly facet: string; readonly is: string }
  | { readonly known: MeterId }
  | { readonly compare: Comparison; readonly left: Operand; readonly right: Operand }
  | TimeCondition

/**
 * A condition on the vendor's clock: hours `[from, until)` as `HH:MM`, over midnight where `until` is not later; days of
 * the week, Monday is 1; holidays or working days of a calendar of the tariff. It is expanded to intervals when a tariff
 * is compiled, so no engine evaluates it.
 */
export type TimeCondition =
  | { readonly hours: readonly [from: string, until: string] }
  | { readonly weekdays: readonly number[] }
  | { readonly calendar: string; readonly day: 'holiday' | 'workday' }

/** Where a condition reads its facts. */
export interface ConditionFacts {
  quantity(id: MeterId): Rational | undefined
  facet(name: string): string | undefined
}

/** A condition that joins no others. */
export type ConditionLeaf = Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>

/** Every leaf of a tree, with its JSON pointer. */
export function* conditionLeaves(tree: Condition, path = ''): Iterable<{ tree: ConditionLeaf; path: string }> {
  if ('all' in tree) for (const [at, part] of tree.all.entries()) yield* conditionLeaves(part, `${path}/all/${at}`)
  else if ('any' in tree) for (const [at, part] of tree.any.entries()) yield* conditionLeaves(part, `${path}/any/${at}`)
  else if ('not' in tree) yield* conditionLeaves(tree.not, `${path}/not`)
  else yield { tree, path }
}

/** Whether a leaf is about the clock and not about the request. */
export const isTimeLeaf = (leaf: ConditionLeaf): leaf is TimeCondition =>
  'hours' in leaf || 'weekdays' in leaf || 'calendar' in leaf

const HOLDS: Readonly<Record<Comparison, (order: -1 | 0 | 1) => boolean>> = {
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
  eq: (order) => order === 0,
}

/** Prints a tree as a JS function, built of closures: no code is made from text, so it runs under any content policy. */
export function conditionToFunction(tree: Condition): (facts: ConditionFacts) => boolean {
  if ('all' in tree) {
    const parts = tree.all.map(conditionToFunction)
    return (facts) => parts.every((part) => part(facts))
  }
  if ('any' in tree) {
    const parts = tree.any.map(conditionToFunction)
    return (facts) => parts.some((part) => part(facts))
  }
  if ('not' in tree) {
    const part = conditionToFunction(tree.not)
    return (facts) => !part(facts)
  }
  if ('known' in tree) return (facts) => facts.quantity(tree.known) !== undefined
  if ('facet' in tree) return (facts) => facts.facet(tree.facet) === tree.is
  if (!('compare' in tree))
    throw new RatecardError('invalid-tariff', {
      condition: JSON.stringify(tree),
      expected: 'a facet of the clock alone',
    })
  const [left, right, holds] = [operandToFunction(tree.left), operandToFunction(tree.right), HOLDS[tree.compare]]
  return (facts) => holds(compareRationals(left(facts), right(facts)))
}

function operandToFunction(operand: Operand): (facts: ConditionFacts) => Rational {
  if ('meter' in operand) return (facts) => facts.quantity(operand.meter) ?? ZERO
  if ('sum' in operand)
    return (facts) => operand.sum.reduce((sum, id) => addRationals(sum, facts.quantity(id) ?? ZERO), ZERO)
  const value = rational(operand.value)
  return () => value
}

const SQL_COMPARISON: Readonly<Record<Comparison, string>> = { gt: '>', ge: '>=', lt: '<', le: '<=', eq: '=' }

/** Names the SQL columns that hold a quantity and a facet, already quoted for the engine. */
export interface SqlColumns {
  quantity(id: MeterId): string
  facet(name: string): string
}

/** Prints the same tree as a SQL expression that is true or false, never NULL. */
export function conditionToSql(tree: Condition, columns: SqlColumns): string {
  if ('all' in tree) return sqlList(tree.all, ' AND ', 'TRUE', columns)
  if ('any' in tree) return sqlList(tree.any, ' OR ', 'FALSE', columns)
  if ('not' in tree) return `(NOT ${conditionToSql(tree.not, columns)})`
  if ('known' in tree) return `(${columns.quantity(tree.known)} IS NOT NULL)`
  if ('facet' in tree) return `(COALESCE(${columns.facet(tree.facet)}, '') = ${sqlText(tree.is)})`
  if (!('compare' in tree))
    throw new RatecardError('invalid-tariff', {
      condition: JSON.stringify(tree),
      expected: 'a facet of the clock alone',
    })
  return `(${operandToSql(tree.left, columns)} ${SQL_COMPARISON[tree.compare]} ${operandToSql(tree.right, columns)})`
}

const sqlList = (trees: readonly Condition[], word: string, empty: string, columns: SqlColumns): string =>
  trees.length === 0 ? empty : `(${trees.map((tree) => conditionToSql(tree, columns)).join(word)})`

/** A SQL string literal. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`

function operandToSql(operand: Operand, columns: SqlColumns): string {
  if ('value' in operand) return operand.value
  const ids = 'meter' in operand ? [operand.meter] : operand.sum
  return `(${ids.map((id) => `COALESCE(${columns.quantity(id)}, 0)`).join(' + ') || '0'})`
}
