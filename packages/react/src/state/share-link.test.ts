import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIRST_INPUTS, type Inputs, TABS } from './inputs.ts'
import { readShared, writeShared } from './share-link.ts'

const text = fc.string({ maxLength: 20 })
const named = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ minLength: 1, maxLength: 8 }), {
  maxKeys: 3,
  noNullPrototype: true,
})

const inputs: fc.Arbitrary<Inputs> = fc.record({
  tab: fc.constantFrom(...TABS),
  list: text,
  model: text,
  day: text,
  facets: named,
  text,
  outputTokens: text,
  images: text,
  audio: text,
  turns: text,
  quantities: named,
  cores: text,
  duration: text,
  instances: text,
  monthly: text,
  others: fc.array(text, { maxLength: 3 }),
})

/** A link is UTF-8: a lone surrogate is read as U+FFFD. */
const wellFormed = (value: Inputs): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd'))

test('a link brings back what it was made of', () => {
  fc.assert(
    fc.property(inputs, fc.stringMatching(/^[0-9a-f]{64}$/), (own, sha256) => {
      const shared = readShared(`#${writeShared(own, sha256, { withText: true })}`)
      expect({ ...FIRST_INPUTS, ...shared?.inputs }).toEqual(wellFormed(own))
      expect(sha256.startsWith(shared?.pinned ?? '-')).toBe(true)
    }),
  )
})

test('the text stays out of a link, unless it is asked for', () => {
  const own = { ...FIRST_INPUTS, text: 'secret words' }
  expect(writeShared(own, '')).not.toContain('secret')
  expect(writeShared(own, '', { withText: true })).toContain('secret')
  expect(writeShared({ ...own, text: 'x'.repeat(10_000) }, '', { withText: true })).toBeUndefined()
})

test.each(['', '#', '#section', '#ratecard=2&m=qwen-max', '#m=qwen-max'])('%j is no link of ours', (hash) => {
  expect(readShared(hash)).toBeUndefined()
})
