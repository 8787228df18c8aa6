import { describe, expect, it } from 'vitest'
import { parseFx } from './parse-fx.ts'

const rate = { from: 'USD', to: 'CNY', rate: '7.1234', day: '2026-11-20' }
const { day: _day, ...undated } = rate
const fx = (...rates: readonly unknown[]) => ({
  schema: 'ratecard/fx@1',
  name: 'Rates',
  source: { url: 'https://rates.example', title: 'Rates', checked: '2026-11-22' },
  rates,
})
const told = (json: unknown) => {
  const read = parseFx(json)
  return read.ok
    ? []
    : read.issues.map(({ code, path, params }) => `${code} ${path} ${params.expected ?? params.other}`)
}

describe('a table of exchange rates', () => {
  it('is read as it is written', () => {
    const table = fx(rate, { ...undated, month: '2026-10' }, { ...rate, from: 'CNY', to: 'USD', rate: '0.14' })
    expect(parseFx({ $schema: 'fx.schema.json', ...table })).toEqual({ ok: true, value: table })
  })

  it.each<[string, unknown]>([
    ['shape-invalid-value /rates/0/rate positive-decimal', { ...rate, rate: '-7.1' }],
    ['shape-invalid-value /rates/0/rate positive-decimal', { ...rate, rate: '0' }],
    ['shape-invalid-value /rates/0/rate positive-decimal', { ...rate, rate: '0.000' }],
    ['shape-invalid-value /rates/0/rate positive-decimal', { ...rate, rate: '7,1' }],
    ['shape-invalid-value /rates/0/rate positive-decimal', { ...rate, rate: '1e3' }],
    ['shape-wrong-type /rates/0/rate positive-decimal', { ...rate, rate: 7.1 }],
    ['shape-invalid-value /rates/0/from money-code', { ...rate, from: 'usd' }],
    ['shape-invalid-value /rates/0/from money-code', { ...rate, from: 'ATOMGIT-TOKEN' }],
    ['shape-invalid-value /rates/0/to other-currency', { ...rate, to: 'USD' }],
    ['shape-invalid-value /rates/0/day day', { ...rate, day: '2026-02-30' }],
    ['shape-invalid-value /rates/0/month month', { ...undated, month: '2026-13' }],
    ['shape-wrong-type /rates/0 day-or-month', undated],
    ['shape-invalid-value /rates/0 day-or-month', { ...rate, month: '2026-11' }],
    ['shape-missing-field /rates/0/rate positive-decimal', { ...rate, rate: undefined }],
  ])('%s', (issue, bad) => {
    expect(told(fx(bad))).toEqual([issue])
  })

  it('has a rate, and one for each pair and day or month', () => {
    expect(told(fx())).toEqual(['shape-invalid-value /rates not-empty'])
    const month = { ...undated, month: '2026-11' }
    const table = fx(rate, month, { ...rate, rate: '7.2' }, { ...rate, to: 'EUR' }, month)
    expect(told(table)).toEqual(['repeated-fx-rate /rates/2 /rates/0', 'repeated-fx-rate /rates/4 /rates/1'])
  })
})
