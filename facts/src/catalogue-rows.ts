import type { Fact } from './fact.ts'
import { groupBy } from './group-by.ts'

/**
 * What the rows of a catalogue's history say together. A row without a tier, beside rows of the same reading that begin
 * above a size, is the price of the rest. A row ends with the commit that replaced it: that day is the next row's.
 */
export function readRowsTogether(facts: readonly Fact[]): readonly Fact[] {
  const rows = groupBy(facts.filter(isOfHistory), ({ scope, currency, model, meter, mode, billing }) =>
    JSON.stringify([scope, currency, model, meter, mode, billing]),
  )
  const read = new Map(
    [...rows.values()].flatMap((group) => group.map((row) => [row.id, readRow(row, group)] as const)),
  )
  return facts.map((fact) => read.get(fact.id) ?? fact)
}

const isOfHistory = ({ seen }: Fact): boolean => seen !== undefined

function readRow(row: Fact, group: readonly Fact[]): Fact {
  const [first = '', last = first] = row.seen ?? []
  const isReplaced = last > first && group.some(({ seen }) => seen?.[0] === last)
  const above = group.filter(({ tier, sources }) => tier?.gt !== undefined && String(sources) === String(row.sources))
  const [le] = above.flatMap(({ tier }) => tier?.gt ?? []).sort((a, b) => Number(a) - Number(b))
  return {
    ...row,
    ...(row.tier === undefined && le !== undefined && { tier: { le } }),
    ...(isReplaced && { seen: [...new Set([first, dayBefore(last)])] }),
  }
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
