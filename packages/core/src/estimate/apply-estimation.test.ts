import { describe, expect, it } from 'vitest'
import type { Estimation, FlatEstimation } from '../tariff/tariff.ts'
import { between, exact, NAME, told } from '../testing/a-tariff.ts'
import type { Quantities } from '../usage/usage.ts'
import { applyEstimation } from './apply-estimation.ts'

const aRule = (...flat: readonly FlatEstimation[]): Estimation => ({ flat, source: 'page' })

const fixed: FlatEstimation = { meter: 'images', tokens: '50000' }

const outcome = (quantities: Quantities, rule?: Estimation, facets: Readonly<Record<string, string>> = {}) => {
  const { quantities: after, estimated } = applyEstimation(quantities, rule, facets)
  return {
    tokens: told(after.tokens),
    basis: after.tokens?.basis,
    reasons: estimated.map(({ meter, reason }) => `${meter} ${reason}`),
  }
}

describe('applyEstimation', () => {
  it('adds the published tokens of each unit, and says they are estimated', () => {
    expect(outcome({ images: exact(3, 'counted') }, aRule(fixed))).toEqual({
      tokens: '150000',
      basis: 'estimated',
      reasons: ['images counted-as-tokens'],
    })
  })

  it('keeps the quantity itself: it becomes a line of its own', () => {
    const { quantities } = applyEstimation({ images: exact(3, 'counted') }, aRule(fixed), {})
    expect(told(quantities.images)).toBe('3')
  })

  it('sums several meters, and tokens that were estimated before', () => {
    const rule = aRule(fixed, { meter: 'requests', tokens: '4' })
    const quantities = { images: exact(1, 'counted'), requests: exact(2, 'counted'), tokens: between(10, 20, 30) }
    expect(outcome(quantities, rule).tokens).toEqual(['50018', '50028', '50038'])
  })

  it('keeps a range a range', () => {
    expect(outcome({ images: between(1, 2, 4) }, aRule(fixed)).tokens).toEqual(['50000', '100000', '200000'])
  })

  it('a token count that the provider reports, of any direction and even of zero, replaces every estimate', () => {
    for (const reported of ['tokens', 'input_tokens', 'output_tokens', 'reasoning_tokens'] as const) {
      const { tokens, reasons } = outcome({ images: exact(1, 'counted'), [reported]: exact(0) }, aRule(fixed))
      expect([reported, tokens, reasons]).toEqual([
        reported,
        reported === 'tokens' ? '0' : 'nothing',
        ['images replaced-by-report'],
      ])
    }
  })

  it('a count of our own does not replace an estimate, and neither does a report of anything but tokens', () => {
    const quantities = { images: exact(1), input_tokens: exact(7, 'counted'), characters: exact(9) }
    expect(outcome(quantities, aRule(fixed)).tokens).toBe('50000')
  })

  it('the first rule of a meter whose facets hold is used', () => {
    const rule = aRule(
      { meter: 'requests', when: { outcome: 'failed' }, tokens: '0' },
      { meter: 'requests', when: { size: 'large' }, note: NAME },
      { meter: 'requests', tokens: '50000' },
    )
    const requests = { requests: exact(2, 'counted') }
    expect(outcome(requests, rule, { outcome: 'failed', size: 'large' })).toMatchObject({
      tokens: '0',
      basis: 'estimated',
    })
    expect(outcome(requests, rule, { outcome: 'succeeded', size: 'large' })).toMatchObject({
      tokens: 'nothing',
      reasons: ['requests rule-not-stated'],
    })
    expect(outcome(requests, rule, { outcome: 'succeeded', size: 'small' }).tokens).toBe('100000')
    expect(outcome(requests, rule).tokens).toBe('100000')
  })

  it('where no rule is stated nothing is added: not 0, and not a guess', () => {
    expect(outcome({ images: exact(1) }, aRule({ meter: 'images', note: NAME }))).toEqual({
      tokens: 'nothing',
      basis: undefined,
      reasons: ['images rule-not-stated'],
    })
    expect(outcome({ images: exact(1) }, aRule({ meter: 'requests', tokens: '4' }))).toMatchObject({ reasons: [] })
    expect(outcome({ images: exact(1) }, undefined)).toMatchObject({ tokens: 'nothing', reasons: [] })
  })

  it('a note is told once for the rule that is used', () => {
    const { estimated } = applyEstimation({ images: exact(1, 'counted') }, aRule({ ...fixed, note: NAME }), {})
    expect(estimated.map(({ note }) => note)).toEqual([NAME])
  })
})
