import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Allowance, Tariff } from '../tariff/tariff.ts'
import { aCard, aSource, aTariff, codesOf, NAME, told, unwrap } from '../testing/a-tariff.ts'
import { type OpenRequest, openBalances } from './open-balances.ts'

const fixture = new URL('../../../../conformance/tariffs/balances-cn.json', import.meta.url)
const studio = JSON.parse(readFileSync(fixture, 'utf8')) as Tariff
const MARCH = '2026-03-31T23:59:59+08:00'

const opened = (tariff: Tariff, request: OpenRequest) =>
  unwrap(openBalances(tariff, request)).map(({ id, remaining, from, until, claims }) => ({
    id,
    remaining: told(remaining),
    from: from?.slice(0, 10),
    until: until?.slice(0, 10),
    claims: claims?.map((claim) => `${claim.rule} ${claim.until.slice(0, 10)} ${claim.source}`),
  }))

const plus = (request: Omit<OpenRequest, 'models'>) => opened(studio, { ...request, models: ['qwen-plus'] })[0]

it('the window of a real bill: three calendar months, and 90 days beside it, the earlier first', () => {
  expect(plus({ opened: '2026-04-02T15:30:00+08:00' })).toEqual({
    id: 'free-tokens qwen-plus',
    remaining: '1000000',
    from: '2026-04-02',
    until: '2026-07-01',
    claims: ['90 days 2026-07-01 notice-2025', '3 months 2026-07-02 bill'],
  })
  // From 26 April both rules count 91 and 90 days, as the other window of the bill.
  expect(plus({ opened: '2026-04-26' })).toMatchObject({ until: '2026-07-25', from: '2026-04-26' })
})

it.each([
  ['2024-09-18T23:59:59+08:00', '2024-10-18', undefined],
  ['2024-09-19T00:00:00+08:00', '2025-03-18', undefined],
  ['2024-09-18T16:00:00Z', '2025-03-18', undefined],
  ['2025-09-08T10:59:59+08:00', '2026-03-07', undefined],
  ['2025-09-08T11:00:00+08:00', '2025-12-07', ['90 days 2025-12-07 notice-2025', '3 months 2025-12-08 bill']],
])('an account of %s: until %s', (at, until, claims) => {
  expect(plus({ opened: at })).toMatchObject({ until, claims })
})

it('a day on which the rule changes has the rules of both sides, the earliest first', () => {
  expect(plus({ opened: '2025-09-08' })).toMatchObject({
    until: '2025-12-07',
    claims: [
      '90 days 2025-12-07 notice-2025',
      '3 months 2025-12-08 bill',
      expect.stringMatching(/^180 days 2026-03-07 /),
    ],
  })
  expect(plus({ opened: '2025-09-07' })).toMatchObject({ until: '2026-03-06', claims: undefined })
  expect(plus({ opened: '2025-09-09' })?.claims).toHaveLength(2)
})

it('a month without such a day ends on its last: then three months are the earlier claim', () => {
  expect(plus({ opened: '2025-11-30' })).toMatchObject({
    until: '2026-02-28',
    claims: ['90 days 2026-02-28 notice-2025', '3 months 2026-02-28 bill'],
  })
  expect(plus({ opened: '2025-12-01' })).toMatchObject({
    until: '2026-03-01',
    claims: ['90 days 2026-03-01 notice-2025', '3 months 2026-03-01 bill'],
  })
  expect(plus({ opened: '2027-01-31' })?.claims).toEqual(['3 months 2027-04-30 bill', '90 days 2027-05-01 notice-2025'])
})

it('what renews has the month of the instant, by the clock of the tariff', () => {
  const seconds = (at: string) => opened(studio, { opened: '2024-01-01', at, models: ['paraformer-v2'] })
  expect(seconds(MARCH)).toEqual([
    { id: 'free-seconds paraformer-v2 2026-03', remaining: '36000', from: '2026-03-01', until: '2026-04-01' },
  ])
  expect(seconds('2026-03-31T16:00:00Z')[0]).toMatchObject({ from: '2026-04-01', until: '2026-05-01' })
  expect(seconds('2026-12-31')[0]).toMatchObject({ until: '2027-01-01' })
})

it('one balance for each name, aliases too; packs and plans are bought and not given', () => {
  expect(opened(studio, { opened: '2026-04-02' }).map(({ id }) => id)).toEqual([
    'free-tokens qwen-plus',
    'free-tokens qwen-plus-latest',
    'free-seconds paraformer-v2 2026-04',
  ])
})

const given = (allowance: Partial<Allowance>): Tariff =>
  aTariff({
    sources: { page: aSource(), note: aSource({ evidence: 'catalogue' }) },
    allowances: [{ id: 'x', name: NAME, meters: ['input_tokens'], source: 'page', ...allowance }],
    cards: [aCard(), aCard({ id: 'n@1', model: 'n' })],
  })

it('one balance for the account, and the quantity that a model or an account is granted', () => {
  expect(opened(given({ quantity: '5' }), { opened: '2026-01-01' })).toEqual([{ id: 'x', remaining: '5' }])
  const grants = [
    { models: ['n'], quantity: '7' },
    { opened: { from: '2025-11-13T00:00:00+08:00' }, quantity: '10000' },
  ]
  const each = given({ quantity: '2000', per: 'model', grants })
  const quantities = (day: string) => opened(each, { opened: day }).map(({ remaining }) => remaining)
  expect(quantities('2025-11-12')).toEqual(['2000', '7'])
  expect(quantities('2025-11-13')).toEqual(['10000', '7'])
})

it('a stated end, and the earliest of claims in whatever offset they are written', () => {
  const validity = [
    { until: '2025-07-15T16:00:00Z', opened: { until: '2025-01-17T00:00:00+08:00' } },
    { days: '90', opened: { from: '2025-01-17T00:00:00+08:00' } },
    { until: '2025-03-01T00:30:00+08:00' },
  ]
  const tariff = given({ quantity: '36000', validity })
  const [before] = unwrap(openBalances(tariff, { opened: '2025-01-16' }))
  expect([before?.until, before?.claims?.map(({ rule }) => rule)]).toEqual([
    '2025-03-01T00:30:00+08:00',
    ['until 2025-03-01T00:30:00+08:00', 'until 2025-07-15T16:00:00Z'],
  ])
  const [after] = unwrap(openBalances(tariff, { opened: '2025-01-17' }))
  expect(after?.claims?.map(({ rule }) => rule)).toEqual(['until 2025-03-01T00:30:00+08:00', '90 days'])
})

it('what a third party says is opened only when asked for', () => {
  const tariff = given({ quantity: '5', source: 'note' })
  const refused = openBalances(tariff, { opened: '2026-01-01' })
  expect(refused).toMatchObject({ issues: [{ code: 'no-balance-to-open', params: { withheld: ['x'] } }] })
  expect(opened(tariff, { opened: '2026-01-01', allowEvidence: ['catalogue'] })).toHaveLength(1)
})

it('refuses what it cannot know', () => {
  expect(codesOf(openBalances(studio, { opened: 'yesterday', models: ['qwen-plsu'] }))).toEqual([
    'invalid-instant',
    'unknown-model',
  ])
  expect(codesOf(openBalances(studio, { opened: '2026-04-02', at: '2026-04-31' }))).toEqual(['invalid-instant'])
  const tariff = given({ quantity: '5', validity: [{ days: '30', opened: { until: '2026-01-01T00:00:00Z' } }] })
  expect(codesOf(openBalances(tariff, { opened: '2026-02-01' }))).toEqual(['no-validity'])
  expect(codesOf(openBalances(aTariff(), { opened: '2026-02-01' }))).toEqual(['no-balance-to-open'])
})
