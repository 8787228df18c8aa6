import { expect, it } from 'vitest'
import { groupDigits } from './group-digits.ts'

it.each([
  ['0', '0'],
  ['999', '999'],
  ['1000', '1,000'],
  ['-100', '-100'],
  ['-1234567', '-1,234,567'],
  ['1000.0001000', '1,000.0001000'],
  ['0.000001', '0.000001'],
  ['10000/3', '10,000/3'],
  ['1/3600', '1/3,600'],
  ['', ''],
  ['n/a', 'n/a'],
])('%s is written %s', (number, text) => {
  expect(groupDigits(number)).toBe(text)
})
