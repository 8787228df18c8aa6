import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trickyText } from '../testing/tricky-text.ts'
import { BYTES_PER_UNIT, writeUtf8 } from './utf8.ts'

function written(text: string, from: number, to: number): Uint8Array {
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  const bytes = new Uint8Array(BYTES_PER_UNIT * text.length)
  return bytes.subarray(0, writeUtf8(units, from, to, bytes))
}

test('writeUtf8 is that of the host, for half of a character too', () => {
  const property = fc.property(trickyText, fc.nat(30), fc.nat(30), (text, from, less) => {
    const to = Math.max(from, text.length - less)
    expect(written(text, from, to)).toEqual(new TextEncoder().encode(text.slice(from, to)))
  })
  fc.assert(property, { numRuns: 1_000 })
})

test.each([
  ['\ud800', 'efbfbd'],
  ['\udc00\ud800', 'efbfbdefbfbd'],
  ['\ud800\ud800\udc00', 'efbfbdf0908080'],
  ['\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}', '7fc280dfbfe0a080efbfbff0908080f48fbfbf'],
])('%j: %s', (text, hex) => {
  expect(Buffer.from(written(text, 0, text.length)).toString('hex')).toBe(hex)
})
