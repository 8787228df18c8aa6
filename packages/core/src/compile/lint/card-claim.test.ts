import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DAY_MILLISECONDS, startOfDay } from '../../period/instant.ts'
import type { Effective, Tariff } from '../../tariff/tariff.ts'
import { lintTariff } from '../lint-tariff.ts'
import { claimsOf, stateAt } from '../timeline.ts'
import { claimedPeriod, claimsByName } from './card-claim.ts'
import clean from './clean-tariff.json' with { type: 'json' }

const digits = (max: number) => fc.integer({ min: 1, max }).map((value) => String(value).padStart(2, '0'))
const day = fc.tuple(digits(6), digits(28)).map(([month, date]) => `2025-${month}-${date}`)
const instant = fc
  .tuple(day, fc.constantFrom('00:00', '10:30', '23:59'))
  .map(([date, time]) => `${date}T${time}:00+08:00`)
const effective: fc.Arbitrary<Effective> = fc.record(
  { from: instant, until: instant, observed: fc.array(day, { minLength: 1, maxLength: 2 }) },
  { requiredKeys: [] },
)

const tariffOf = (effectives: readonly Effective[]): Tariff => {
  const [card] = clean.cards
  const cards = effectives.map((own, at) => ({ ...card, id: `c${at}`, aliases: [], effective: own }))
  return { ...clean, modifiers: [], allowances: [], waivers: [], cards } as unknown as Tariff
}

it('a card alone claims what compiling gives it', () => {
  fc.assert(
    fc.property(effective, (own) => {
      const tariff = tariffOf([own])
      const [claim] = claimsOf(tariff, tariff.cards, undefined)
      expect(claim).toMatchObject(claimedPeriod(own, tariff.timeZone) ?? {})
    }),
    { numRuns: 1000 },
  )
})

it('where no overlap is found, every day on which a card was seen has its price', () => {
  let clear = 0
  fc.assert(
    fc.property(fc.array(effective, { minLength: 2, maxLength: 2 }), (effectives) => {
      const tariff = tariffOf(effectives)
      if (lintTariff(tariff).errors.length > 0) return
      clear++
      const offers = claimsOf(tariff, tariff.cards, undefined).map((claim) => ({
        claim,
        value: claim.card.id,
        rank: 0,
      }))
      for (const { card, until } of claimsByName(tariff).get('thinker') ?? []) {
        for (const seen of card.effective.observed ?? []) {
          const start = startOfDay(seen, 480) ?? Number.NaN
          const from = Math.max(start, claimedPeriod(card.effective, '+08:00')?.from ?? start)
          expect(stateAt(offers, from), JSON.stringify(effectives)).toMatchObject({ kind: 'known', value: card.id })
          expect(until).toBeGreaterThanOrEqual(Math.min(until, start + DAY_MILLISECONDS))
        }
      }
    }),
    { numRuns: 3000 },
  )
  expect(clear).toBeGreaterThan(50)
})
