import type { InputCounter } from '@ratecard/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countText, countTextInTurns } from './count-text.ts'
import { slicesOf } from './slices-of.ts'

const RULE: InputCounter = {
  kind: 'rule',
  rule: { chinese: { low: '1.5', high: '1.8' }, other: { low: '4', high: '4' } },
}

const counters: readonly InputCounter[] = [
  RULE,
  { kind: 'characters', rule: { ideograph: '2', other: '1', freeTags: 'ssml' } },
  { kind: 'tokenizer', tokenizer: 'qwen' },
]

const long = fc
  .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }), fc.integer({ min: 1, max: 40_000 }))
  .map(([piece, times]) => piece.repeat(times))

const LONE = /\p{Surrogate}/gu

test('slices are the text, and divide no character', () => {
  fc.assert(
    fc.property(long, (text) => {
      const slices = [...slicesOf(text)]
      expect(slices.join('') === text).toBe(true)
      const alone = (own: string) => own.match(LONE)?.length ?? 0
      expect(slices.reduce((count, slice) => count + alone(slice), 0)).toBe(alone(text))
    }),
    { numRuns: 30 },
  )
})

test.each(counters)('a text is counted in turns as it is at once: $kind', async (counter) => {
  const wait = new AbortController().signal
  await fc.assert(
    fc.asyncProperty(long, async (text) => {
      expect(await countTextInTurns(text, counter, wait)).toEqual(countText(text, counter))
    }),
    { numRuns: 10 },
  )
})

test('a count that nobody waits for ends', async () => {
  const gone = new AbortController()
  const counting = countTextInTurns('x'.repeat(1_000_000), RULE, gone.signal)
  gone.abort()
  await expect(counting).rejects.toThrow('aborted')
})
