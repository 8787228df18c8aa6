import { describe, expect, it } from 'vitest'
import { formatTier } from '../compile/tier.ts'
import { formatInstant } from '../period/instant.ts'
import type { Tariff } from '../tariff/tariff.ts'
import { aCard, aModifier, aRate, aSource, aTariff } from '../testing/a-tariff.ts'
import { type HistoryOptions, type PriceLine, priceHistory, segmentAt } from './price-history.ts'

const at = (instant: number): string => (Number.isFinite(instant) ? formatInstant(instant + 8 * 3_600_000) : '…')

/** `2026-01-01 known 1`, each from its beginning to that of the next. */
const told = ({ segments }: PriceLine): readonly string[] =>
  segments.map(({ from, status, rate, candidates }) =>
    [at(from).slice(0, 10), status, rate?.printed.price, candidates.map(({ printed }) => printed.price).join('/')]
      .filter(Boolean)
      .join(' '),
  )

const history = (tariff: Partial<Tariff>, options: HistoryOptions = {}) => priceHistory(aTariff(tariff), 'm', options)

const seen = (price: string, ...observed: readonly string[]) =>
  aCard({ id: `m@${observed[0]}`, effective: { observed }, rates: [aRate({ price })] })

const onlyLine = (tariff: Partial<Tariff>, options: HistoryOptions = {}): PriceLine => {
  const { lines } = history(tariff, options)
  expect(lines).toHaveLength(1)
  return lines[0] as PriceLine
}

describe('one price along time', () => {
  it('is known where it was seen, interpolated between, open where it changed, carried at the end', () => {
    const cards = [seen('1', '2026-01-01', '2026-01-03'), seen('2', '2026-02-01')]
    expect(told(onlyLine({ cards }))).toEqual([
      '… before-first-observation 1',
      '2026-01-01 known 1',
      '2026-01-02 interpolated 1',
      '2026-01-03 known 1',
      '2026-01-04 between 1/2',
      '2026-02-01 known 2',
      '2026-02-02 carried 2',
    ])
  })

  it('is interpolated between two cards that show the same', () => {
    const cards = [seen('1', '2026-01-01'), seen('1.0', '2026-02-01')]
    expect(told(onlyLine({ cards })).slice(1)).toEqual([
      '2026-01-01 known 1',
      '2026-01-02 interpolated 1',
      '2026-02-01 known 1.0',
      '2026-02-02 carried 1.0',
    ])
  })

  it('ends where a page read in whole shows it no more', () => {
    const card = seen('1', '2026-01-01')
    const cards = [{ ...card, effective: { ...card.effective, absent: '2026-03-01' } }]
    expect(told(onlyLine({ cards })).slice(1)).toEqual([
      '2026-01-01 known 1',
      '2026-01-02 between 1',
      '2026-03-01 no-longer-listed 1',
    ])
  })

  it('tells which bounds a notice states', () => {
    const effective = { from: '2026-01-01T00:00:00+08:00', until: '2026-02-01T00:00:00+08:00' }
    const { segments } = onlyLine({ cards: [aCard({ effective })] })
    expect(segments.map(({ status, fromStated, untilStated }) => [status, fromStated, untilStated])).toEqual([
      ['before-first-observation', false, true],
      ['known', true, true],
      ['unpriced', true, false],
    ])
  })

  it('is known of an undated card at all times', () => {
    expect(told(onlyLine({}))).toEqual(['… known 1'])
  })

  it('is what was known by an instant', () => {
    const cards = [seen('1', '2026-01-01'), seen('2', '2026-02-01')]
    const asOf = Date.parse('2026-01-15T00:00:00Z')
    expect(told(onlyLine({ cards }, { asOf })).at(-1)).toBe('2026-01-02 carried 1')
  })

  it('is that of a catalogue only where that is asked for', () => {
    const sources = { page: aSource({ evidence: 'catalogue' }) }
    const cards = [seen('1', '2026-01-01')]
    expect(told(onlyLine({ sources, cards })).at(-1)).toBe('… unpriced 1')
    expect(told(onlyLine({ sources, cards }, { allowEvidence: ['catalogue'] })).at(-1)).toBe('2026-01-02 carried 1')
  })

  it('covers all time without a gap', () => {
    const { segments } = onlyLine({ cards: [seen('1', '2026-01-01', '2026-01-03'), seen('2', '2026-02-01')] })
    expect([segments[0]?.from, segments.at(-1)?.until]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
    for (const [place, { until }] of segments.slice(0, -1).entries()) expect(segments[place + 1]?.from).toBe(until)
  })
})

describe('lines', () => {
  const keys = (tariff: Partial<Tariff>) =>
    history(tariff).lines.map(({ meter, facets, tier }) => `${meter} ${JSON.stringify(facets)} ${formatTier(tier)}`)

  it('are apart by the facets on which their meter depends, and no others', () => {
    const thinking = (price: string, is: string) => aRate({ meter: 'output_tokens', price, when: { thinking: is } })
    const rates = [aRate(), thinking('2', 'off'), thinking('4', 'on')]
    expect(keys({ cards: [aCard({ rates })] })).toEqual([
      'input_tokens {} n',
      'output_tokens {"thinking":"off"} n',
      'output_tokens {"thinking":"on"} n',
    ])
  })

  it('follow a tier through the time when there was none', () => {
    const selector = ['input_tokens'] as const
    const tiers = [
      aRate({ price: '1', tier: { gt: '0', le: '10' } }),
      aRate({ price: '3', tier: { gt: '10', le: '20' } }),
    ]
    const cards = [
      { ...seen('2', '2026-01-01'), selector },
      aCard({ id: 'm@2', effective: { observed: ['2026-02-01'] }, selector, rates: tiers }),
    ]
    const { lines } = history({ cards })
    expect(lines.map(({ tier }) => formatTier(tier))).toEqual(['0 < n <= 10', '10 < n <= 20', '20 < n'])
    expect(told(lines[1] as PriceLine).slice(1)).toEqual([
      '2026-01-01 known 2',
      '2026-01-02 between 2/3',
      '2026-02-01 known 3',
      '2026-02-02 carried 3',
    ])
  })

  it('are made of modifiers, too', () => {
    const { lines } = history({ modifiers: [aModifier({ when: { batch: 'batch' } })] })
    expect(lines.map(({ facets, segments }) => [facets.batch, segments[0]?.rate?.modifiers.length])).toEqual([
      ['off', 0],
      ['batch', 1],
    ])
  })

  it("tell a clock's values apart without laying out its windows", () => {
    const clock = [{ is: 'night', hours: ['00:00', '08:00'] as const }]
    const facets = {
      hours: { values: ['day', 'night'], default: 'day', uncovered: 'same-price' as const, clock },
    }
    const rates = [aRate(), aRate({ price: '0.5', when: { hours: 'night' } })]
    expect(keys({ facets, cards: [aCard({ rates })] })).toEqual([
      'input_tokens {"hours":"day"} n',
      'input_tokens {"hours":"night"} n',
    ])
  })

  it('are none for a model that the list does not have', () => {
    expect(priceHistory(aTariff(), 'n').lines).toEqual([])
  })
})

it('finds the segment of an instant', () => {
  const line = onlyLine({ cards: [seen('1', '2026-01-01'), seen('2', '2026-02-01')] })
  expect(segmentAt(line, Date.parse('2026-01-15T00:00:00Z'))?.status).toBe('between')
  expect(segmentAt(line, Number.NEGATIVE_INFINITY)?.status).toBe('before-first-observation')
})
