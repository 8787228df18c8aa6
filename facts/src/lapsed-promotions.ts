import type { Tariff } from '@ratecard/core'

type Modifiers = NonNullable<Tariff['modifiers']>

/** A promotion was seen on a day, and nobody knows when it ended: from then on its models' receipts say so. */
export function withLapsed(cards: Tariff['cards'], modifiers: Modifiers): Tariff['cards'] {
  const told = new Set<string>()
  return cards.map((card) => {
    if (card.rates.length === 0) return card
    const lapsed = modifiers.filter(({ id, models, effective }) => {
      const key = JSON.stringify([id, card.model])
      const isNew = effective?.observed !== undefined && models?.includes(card.model) === true && !told.has(key)
      if (isNew) told.add(key)
      return isNew
    })
    return lapsed.length === 0 ? card : { ...card, caveats: [...(card.caveats ?? []), ...lapsed.map(caveatOf)] }
  })
}

function caveatOf({ factor, effective, source }: Modifiers[number]) {
  const seen = effective?.observed?.at(-1) ?? ''
  return {
    note: {
      en: `List price × ${factor} was last seen on ${seen}, with no end named. The list price is charged here: if the promotion went on, it is ${factor} of it.`,
      zh: `限时优惠（目录价 × ${factor}）最后一次见于 ${seen}，未注明结束时间。此处按目录价计；若优惠仍在，应为其 ${factor} 倍。`,
    },
    source,
    from: `${dayAfter(seen)}T00:00:00+08:00`,
  }
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
