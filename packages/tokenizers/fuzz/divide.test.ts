import { expect, test } from 'vitest'
import { divide, divideMixed, editsToward, spoil } from './divide.ts'
import { seededRandom } from './random.ts'

const text = 'Ein 中文 \u{1f469}\u200d\u{1f4bb}, \ud800 <|im_end|> e\u0301 '.repeat(200)
const tries = 500

test('parts are the whole', () => {
  const random = seededRandom(1)
  for (let left = tries; left > 0; left--) {
    expect(divide(text, random).join('')).toBe(text)
    expect(Buffer.concat(divide(Buffer.from(text), random))).toEqual(Buffer.from(text))
    expect(Buffer.concat(divideMixed(text, random).map((part) => Buffer.from(part)))).toEqual(Buffer.from(text))
  }
})

test('edits lead to the text', () => {
  const random = seededRandom(2)
  for (let left = tries; left > 0; left--) {
    const { from, edits } = editsToward(text, random)
    let edited = from
    for (const [start, end, inserted] of edits) edited = edited.slice(0, start) + inserted + edited.slice(end)
    expect(edited).toBe(text)
  }
})

test('spoilt bytes are mostly ill-formed', () => {
  const random = seededRandom(3)
  const spoilt = Array.from({ length: tries }, () => spoil(Buffer.from(text), random))
  const illFormed = spoilt.filter((bytes) => !Buffer.from(Buffer.from(bytes).toString()).equals(bytes))
  expect(illFormed.length).toBeGreaterThan(tries / 2)
})

test('the same seeds make the same choices, others make others', () => {
  const choices = (...seeds: number[]) => {
    const random = seededRandom(...seeds)
    return [random.below(1e9), random.between(5, 9), random.pick('abcdef'), random.shuffle([1, 2, 3, 4, 5, 6])]
  }
  expect(choices(1, 2)).toEqual(choices(1, 2))
  expect(new Set([choices(1, 2), choices(2, 1), choices(1), choices(1, 3)].map(([first]) => first)).size).toBe(4)
})
