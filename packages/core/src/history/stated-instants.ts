import { type Instant, readInstant } from '../period/instant.ts'
import type { Tariff } from '../tariff/tariff.ts'

/** The bounds that notices state of a model's cards and of the changes of price that may concern it. */
export function statedInstants({ cards, modifiers = [] }: Tariff, model: string): ReadonlySet<Instant> {
  const own = cards.filter((card) => card.model === model || card.aliases?.includes(model))
  const bounds = [...own, ...modifiers].flatMap(({ effective }) => [effective?.from, effective?.until])
  return new Set(
    bounds.flatMap((text) => {
      const read = text === undefined ? undefined : readInstant(text)
      return read?.ok ? [read.value] : []
    }),
  )
}
