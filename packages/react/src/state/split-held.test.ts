import { expect, test } from 'vitest'
import { MOST_TYPED, splitHeld } from './split-held.ts'

const long = 'x'.repeat(MOST_TYPED + 1)

test('a short text stands in the field', () => {
  expect(splitHeld('hello', '')).toEqual({ held: '', typed: 'hello' })
})

test('a long text is held aside, and what is typed after it stands in the field', () => {
  expect(splitHeld(long, '')).toEqual({ held: long, typed: '' })
  expect(splitHeld(`${long} and more`, long)).toEqual({ held: long, typed: ' and more' })
  expect(splitHeld(`${long} ${long}`, long)).toEqual({ held: `${long} ${long}`, typed: '' })
})

test('another text is not held because the one before was', () => {
  expect(splitHeld('hello', long)).toEqual({ held: '', typed: 'hello' })
})
