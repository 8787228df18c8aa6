import { type Instant, type PriceSegment, priceHistory, rational, type Tariff } from '@ratecard/core'
import { expect, it } from 'vitest'
import { sayIn } from '../messages/say.ts'
import type { Page } from './page.ts'
import { priceChart } from './price-chart.ts'

const page = (isUnicode: boolean, width = 40): Page => ({
  locale: 'en',
  width,
  style: (_name, text) => text,
  say: sayIn('en'),
  isUnicode,
})

const tariff = (...seen: readonly (readonly [day: string, price: string])[]): Tariff => ({
  schema: 'ratecard/tariff@1',
  id: 'a/b',
  version: '1',
  provider: 'a',
  name: { en: 'A', zh: '甲' },
  currency: 'CNY',
  timeZone: '+00:00',
  pricingInstant: 'start',
  sources: { page: { url: 'https://example.com', title: 'P', checked: '2026-01-01', evidence: 'vendor-page' } },
  cards: seen.map(([day, price]) => ({
    id: `m@${day}`,
    model: 'm',
    effective: { observed: [day] },
    source: 'page',
    rates: [{ meter: 'input_tokens', price, per: '1000' }],
  })),
})

const now: Instant = Date.parse('2026-04-01T00:00:00Z')
const segments = (list: Tariff): readonly PriceSegment[] => priceHistory(list, 'm').lines[0]?.segments ?? []
const chart = (list: Tariff, isUnicode = true) =>
  priceChart({ segments: segments(list), per: rational('1000'), timeZone: '+00:00', now }, page(isUnicode))

const days = [
  ['2026-01-01', '2'],
  ['2026-02-01', '2.0'],
  ['2026-03-01', '10'],
] as const

it('draws a row for each price, a gap where none is known, and what is only carried otherwise', () => {
  expect(chart(tariff(...days))).toEqual([
    '  10 ┤                      ━╌╌╌╌╌╌╌╌╌╌╌',
    '   2 ┤━━━━━━━━━━━━━',
    '     └──────────────────────────────────',
    '      2026-01-01              2026-04-01',
  ])
})

it('draws in ASCII where the terminal shows no more', () => {
  expect(chart(tariff(...days), false)).toEqual([
    '  10 |                      =-----------',
    '   2 |=============',
    '     +----------------------------------',
    '      2026-01-01              2026-04-01',
  ])
})

it('draws nothing without a dated price', () => {
  const [card] = tariff(['2026-01-01', '2']).cards
  expect(chart({ ...tariff(), cards: card ? [{ ...card, effective: {} }] : [] })).toEqual([])
})
