import { type Range, rational } from '@ratecard/core'
import { expect, it } from 'vitest'
import { roundedFigure } from './figures.ts'

const range = (low: string, likely = low, high = likely): Range => ({
  low: rational(low),
  likely: rational(likely),
  high: rational(high),
})

it.each<[string, Range, number]>([
  ['≈ 0.30', range('0.295'), 2],
  ['≈ 1,234,567.00', range('1234567'), 2],
  ['≈ 1,235', range('1234.5'), 0],
  ['≈ 0.001', range('0.0005'), 3],
  ['≈ 0.00', range('0'), 2],
  ['≈ 0', range('0'), 0],
  ['< 0.01', range('0.0049'), 2],
  ['< 1', range('0.49'), 0],
  ['≈ 0.30 (0.29–0.31)', range('0.291', '0.3', '0.3149'), 2],
  ['≈ 0.30', range('0.2951', '0.3', '0.3049'), 2],
  ['< 0.01 (< 0.01–0.02)', range('0.001', '0.002', '0.02'), 2],
  ['≈ 0.01 (0.00–0.02)', range('0', '0.01', '0.02'), 2],
])('%s', (text, value, digits) => {
  expect(roundedFigure(value, digits).replaceAll('\u00a0', ' ')).toBe(text)
})
