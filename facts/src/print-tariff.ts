import type { Tariff } from '@ratecard/core'

/** A tariff as its file holds it: one line for each source, facet, modifier and rate, so that a changed price is one changed line. */
export function printTariff(tariff: Tariff): string {
  const { schema, id, version, provider, name, scope, regions, currency, timeZone, pricingInstant, ...rest } = tariff
  const head = {
    $schema: '../../schema/tariff.schema.json',
    schema,
    id,
    version,
    provider,
    name,
    scope,
    regions,
    currency,
    timeZone,
    pricingInstant,
  }
  const { sources, facets, fallbacks, modifiers, allowances, estimations, waivers, notes, cards } = rest
  const parts = [
    ...Object.entries(head)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => field(key, JSON.stringify(value))),
    field('sources', record(sources)),
    ...(facets ? [field('facets', record(facets))] : []),
    ...(fallbacks ? [field('fallbacks', JSON.stringify(fallbacks))] : []),
    ...listed('modifiers', modifiers),
    ...listed('allowances', allowances),
    ...(estimations ? [field('estimations', record(estimations))] : []),
    ...listed('waivers', waivers),
    ...listed('notes', notes),
    field('cards', list(cards.map(printCard), 4)),
  ]
  return `{\n${parts.join(',\n')}\n}\n`
}

const field = (key: string, value: string): string => `  ${JSON.stringify(key)}: ${value}`

const record = (value: object): string =>
  `{\n${Object.entries(value)
    .map(([key, part]) => `    ${JSON.stringify(key)}: ${JSON.stringify(part)}`)
    .join(',\n')}\n  }`

const listed = (key: string, items: readonly object[] | undefined): readonly string[] =>
  items
    ? [
        field(
          key,
          list(
            items.map((item) => JSON.stringify(item)),
            4,
          ),
        ),
      ]
    : []

const list = (items: readonly string[], indent: number): string => {
  const space = ' '.repeat(indent)
  return items.length === 0 ? '[]' : `[\n${items.map((item) => space + item).join(',\n')}\n${' '.repeat(indent - 2)}]`
}

function printCard({ rates, ...card }: Tariff['cards'][number]): string {
  const head = JSON.stringify(card).slice(0, -1)
  return `${head},"rates":${list(
    rates.map((rate) => JSON.stringify(rate)),
    6,
  )}}`
}
