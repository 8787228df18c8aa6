import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import type { PricedCellRate } from '../compile/rate-table.ts'
import { readInstant } from '../period/instant.ts'
import type { Source, Tariff } from '../tariff/tariff.ts'
import { unwrap } from '../testing/a-tariff.ts'

const folder = new URL('../../tariffs/', import.meta.url)
const tariffs = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/.*\.json$/.test(file))
  .map((file): Tariff => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))

const DAYS = ['2025-04-10', '2026-03-15', '2026-05-16', '2026-06-15']

/** Where a price and its changes were read. */
const cited = ({ source, modifiers }: PricedCellRate) => [source, ...modifiers.flatMap((own) => own.source ?? [])]

it.each(tariffs.map((tariff) => [tariff.id, tariff] as const))(
  '%s cites no later source where an earlier reading of it is kept',
  (_, tariff) => {
    const readings = (source: Pick<Source, 'url'>, days: readonly string[]) =>
      Object.values(tariff.sources).filter(({ url, checked }) => url === source.url && days.includes(checked))
    for (const day of DAYS) {
      const table = compileTariff(tariff, { asOf: unwrap(readInstant(`${day}T00:00:00+08:00`)) })
      const rates = [...table.models.values()]
        .flatMap(({ cells }) => cells.flatMap((cell) => Object.values(cell.rates)))
        .flatMap((rate) => (rate.status === 'priced' ? [rate] : rate.candidates))
      const later = [...new Set(rates)].flatMap((rate) =>
        cited(rate)
          .filter(({ checked }) => checked > day)
          .map((source) => ({
            id: rate.id,
            source,
            days: (rate.card.effective.observed ?? []).filter((seen) => seen <= day),
          })),
      )
      expect(later.filter(({ source, days }) => readings(source, days).length > 0)).toEqual([])
    }
  },
)

it('the price page of March 2026 is cited as it was read before then, on every list that has it', () => {
  const asOf = unwrap(readInstant('2026-03-15T00:00:00+08:00'))
  for (const id of ['cn-cny', 'us-cny', 'global-cny', 'international-cny']) {
    const tariff = tariffs.find((own) => own.id === `alibaba-model-studio/${id}`) as Tariff
    const table = compileTariff(tariff, { asOf })
    const pages = [...table.models.values()]
      .flatMap(({ cells }) => cells.flatMap(({ rates }) => Object.values(rates)))
      .flatMap((rate) =>
        rate.status === 'priced' && rate.source.url.endsWith('/model-pricing') ? [rate.source.checked] : [],
      )
    expect({ id, pages: [...new Set(pages)] }).toEqual({ id, pages: ['2026-02-24'] })
  }
})
