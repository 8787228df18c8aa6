import { expect, it } from 'vitest'
import { formatExact } from './rational.ts'
import { readByteSize } from './read-byte-size.ts'

it.each([
  ['4096', '4096'],
  ['0', '0'],
  ['7B', '7'],
  ['300kB', '300000'],
  ['300KB', '300000'],
  ['20MB', '20000000'],
  ['50M', '50000000'],
  ['1.5 MiB', '1572864'],
  ['0.1kB', '100'],
  ['1GiB', '1073741824'],
  ['9007199254740993', '9007199254740993'],
])('reads %s as %s bytes', (text, bytes) => {
  const read = readByteSize(text, '--file-size')
  expect(read.ok && formatExact(read.value)).toBe(bytes)
})

it.each([
  '',
  'MB',
  '-1MB',
  '1e6',
  '0.5B',
  '1.0001kB',
  '20 mb',
  '20mb',
  '1TB',
  '1,000',
  'NaN',
  '__proto__',
  '1__proto__',
])('refuses "%s"', (text) => {
  expect(readByteSize(text, '--file-size')).toMatchObject({ ok: false, issues: [{ code: 'invalid-byte-size' }] })
})
