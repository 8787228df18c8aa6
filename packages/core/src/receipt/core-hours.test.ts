import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import { exactly } from '../number/range.ts'
import { rational } from '../number/rational.ts'
import { prepaid } from '../rating/prepaid.ts'
import {
  AT,
  aCard,
  amountsOf,
  aRate,
  aTariff,
  codesOf,
  NAME,
  OPTIONS,
  told,
  unwrap,
  warningsOf,
} from '../testing/a-tariff.ts'
import { type CoreHoursRequest, rateCoreHours } from './core-hours.ts'

const example = { quantities: { core_seconds: '9600' }, currency: 'CNY', printed: '3.34', label: NAME }

const tables = [
  compileTariff(
    aTariff({ cards: [aCard({ rates: [aRate({ meter: 'core_seconds', per: '3600' })], examples: [example] })] }),
  ),
]

const asked = (
  request: Partial<Record<'cores' | 'seconds' | 'instances', string>>,
  rest: Partial<CoreHoursRequest> = {},
) => {
  const { cores = '16', seconds = '600', instances = '1' } = request
  const use = { cores: rational(cores), seconds: rational(seconds), instances: rational(instances) }
  return rateCoreHours({ model: 'm', at: AT, ...use, ...rest }, tables, OPTIONS)
}

describe('rateCoreHours', () => {
  it('is cores × hours × instances, and names the printed figure that its own formula contradicts (T49)', () => {
    const receipt = unwrap(asked({}))
    expect([amountsOf(receipt), warningsOf(receipt)]).toEqual([
      { core_seconds: '8/3' },
      ['core-seconds-counted', 'printed-figure-contradicts'],
    ])
    expect(told(unwrap(asked({ instances: '3' })).totals[0]?.amount)).toBe('8')
  })

  it('says nothing of a printed figure for any other use', () => {
    expect(warningsOf(unwrap(asked({ seconds: '601' })))).toEqual(['core-seconds-counted'])
    expect(warningsOf(unwrap(asked({ cores: '8', instances: '2' })))).toContain('printed-figure-contradicts')
  })

  it('a balance that pays a part does not make the printed figure another', () => {
    const allowances = [{ id: 'free', name: NAME, meters: ['core_seconds'] as const, source: 'page' }]
    const rates = [aRate({ meter: 'core_seconds', per: '3600' })]
    const table = compileTariff(aTariff({ allowances, cards: [aCard({ rates, examples: [example] })] }))
    const balances = [{ id: 'free', allowance: 'free', remaining: exactly(rational(9000)) }]
    const state = { remaining: {}, usedInPeriod: {}, prepaid: prepaid(balances) }
    const use = { model: 'm', at: AT, cores: rational(16), seconds: rational(600), instances: rational(1) }
    const receipt = unwrap(rateCoreHours(use, [table], { ...OPTIONS, state }))
    expect(amountsOf(receipt)).toEqual({ core_seconds: '1/6' })
    expect(receipt.warnings.at(-1)).toMatchObject({ params: { printed: '3.34', exact: '8/3' } })
  })

  it('passes on what rate refuses', () => {
    expect(codesOf(asked({ seconds: '-1' }))).toEqual(['invalid-quantity-decimal'])
    expect(codesOf(asked({}, { model: 'n' }))).toEqual(['unknown-model'])
    expect(codesOf(asked({}, { at: '2026-01-15' }))).toEqual(['instant-without-offset'])
  })
})
