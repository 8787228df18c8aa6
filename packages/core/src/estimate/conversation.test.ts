import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactly, sumRanges } from '../number/range.ts'
import { rational } from '../number/rational.ts'
import { between, told } from '../testing/a-tariff.ts'
import { conversationTurns } from './conversation.ts'

describe('conversationTurns', () => {
  it('turn k reads k texts and k - 1 answers, and n turns read n(n+1)/2 and n(n-1)/2 of them', () => {
    const tokens = fc.nat({ max: 1_000_000 })
    fc.assert(
      fc.property(tokens, tokens, fc.integer({ min: 1, max: 60 }), (text, answer, turns) => {
        const found = conversationTurns(exactly(rational(text)), exactly(rational(answer)), turns)
        expect(found).toHaveLength(turns)
        for (const [at, { input, output }] of found.entries())
          expect([told(input), told(output)]).toEqual([String((at + 1) * text + at * answer), String(answer)])
        const read = (turns * (turns + 1) * text + turns * (turns - 1) * answer) / 2
        expect(told(sumRanges(found.map(({ input }) => input)))).toBe(String(read))
      }),
    )
  })

  it('keeps each end of a range apart', () => {
    const found = conversationTurns(between(10, 11, 12), between(1, 2, 5), 3)
    expect(found.map(({ input }) => told(input))).toEqual([
      ['10', '11', '12'],
      ['21', '24', '29'],
      ['32', '37', '46'],
    ])
  })
})
