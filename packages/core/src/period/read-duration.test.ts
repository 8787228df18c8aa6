import { expect, it } from 'vitest'
import { formatExact } from '../number/rational.ts'
import { readDuration } from './read-duration.ts'

it.each([
  ['90s', '90'],
  ['10m', '600'],
  ['1.5h', '5400'],
  ['1h30m', '5400'],
  ['1d2h3m4.5s', '93784.5'],
  ['0.1s', '0.1'],
  ['0.000000001s', '0.000000001'],
  ['0.1h', '360'],
])('reads %s as %s seconds', (text, seconds) => {
  const read = readDuration(text, '--duration')
  expect(read.ok && formatExact(read.value)).toBe(seconds)
})

it.each([
  '',
  '10',
  'm',
  '10 m',
  '-5m',
  '0s',
  '0h0m',
  '1m1h',
  '1e3s',
  '1.m',
  '.5h',
  'NaNs',
  '1h1h',
  '10M',
  '９m',
  's10',
  `${'9'.repeat(60)}s`,
])('refuses "%s"', (text) => {
  expect(readDuration(text, '--duration')).toMatchObject({
    ok: false,
    issues: [{ code: 'invalid-duration', path: '--duration' }],
  })
})
