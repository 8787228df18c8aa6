import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIRST_INPUTS, TABS } from './inputs.ts'
import { readInputs } from './read-inputs.ts'

test('numbers are texts, and what is no input is passed over', () => {
  const given = { outputTokens: 500, quantities: { images: 2, tokens: null }, others: ['qwen-plus', {}], colour: 'red' }
  expect(readInputs(given)).toEqual({ outputTokens: '500', quantities: { images: '2' }, others: ['qwen-plus'] })
})

const anything = Object.fromEntries(Object.keys(FIRST_INPUTS).map((name) => [name, fc.anything()]))

test('whatever a page says, what is read has the form of inputs', () => {
  fc.assert(
    fc.property(fc.record(anything, { requiredKeys: [] }), (given) => {
      const inputs = { ...FIRST_INPUTS, ...readInputs(given) }
      for (const [name, first] of Object.entries(FIRST_INPUTS)) {
        const value = inputs[name as keyof typeof inputs]
        expect([typeof value, Array.isArray(value)]).toEqual([typeof first, Array.isArray(first)])
      }
      expect(JSON.parse(JSON.stringify(inputs))).toEqual(inputs)
    }),
  )
  expect(readInputs(null)).toEqual({})
  expect(readInputs({ tab: TABS[1] })).toEqual({ tab: 'conversation' })
})
