import { expect, it } from 'vitest'
import { Utf8Reader } from './utf8-reader.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function read(bytes: Uint8Array, size: number) {
  const reader = new Utf8Reader()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  for (let at = 0; at < bytes.length; at += size) text += decoder.decode(reader.push(bytes.subarray(at, at + size)))
  return { text: text + decoder.decode(reader.end()), invalid: reader.invalid }
}

/** An independent count: of the U+FFFD that the platform puts in, and where it first differs from the text. */
function reference(bytes: Uint8Array) {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const replaced = text.split('\uFFFD').length - 1
  return { text, places: replaced }
}

const mixed = 'a é 你 😀 𠀀 \uFEFF z'

it.each([1, 2, 3, 4, 5, 7, 64])('passes on whole characters of chunks of %i bytes', (size) => {
  expect(read(utf8(mixed), size)).toEqual({ text: mixed, invalid: undefined })
})

it('drops a byte order mark at the start, and only there', () => {
  for (const size of [1, 2, 3, 64])
    expect(read(utf8('\uFEFFa\uFEFF'), size)).toEqual({ text: 'a\uFEFF', invalid: undefined })
})

it('keeps U+FEFF at the start of a later part of a file', () => {
  expect(new Utf8Reader(5).push(utf8('\uFEFFa'))).toEqual(utf8('\uFEFFa'))
})

it.each([
  ['a byte that no character has', [0x61, 0x62, 0xff, 0x63], 1, 2],
  ['a continuation without a beginning', [0x61, 0x80, 0x62], 1, 1],
  ['a character that breaks off', [0x61, 0xe4, 0xbd, 0x61], 1, 1],
  ['a character cut off at the end', [0x61, 0x62, 0xe4, 0xbd], 1, 2],
  ['a surrogate', [0xed, 0xa0, 0x80], 3, 0],
  ['an overlong form', [0x61, 0xc0, 0xaf], 2, 1],
  ['an overlong form of three bytes', [0xe0, 0x9f, 0x80], 3, 0],
  ['more than Unicode has', [0xf4, 0x90, 0x80, 0x80], 4, 0],
  ['two that break off', [0xf0, 0x9f, 0x98, 0xe4, 0xbd, 0x61], 2, 0],
])('counts the places of %s', (_name, bytes, places, first) => {
  for (const size of [1, 2, 3, 64]) {
    const found = read(Uint8Array.from(bytes), size)
    expect(found).toEqual({ text: reference(Uint8Array.from(bytes)).text, invalid: { places, first } })
  }
})

it('agrees with the platform on bytes of every kind', () => {
  const kinds = [0x00, 0x41, 0x7f, 0x80, 0x90, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xe4, 0xed, 0xf0, 0xf4, 0xf5, 0xff]
  const quadruples = kinds.flatMap((a) => kinds.flatMap((b) => kinds.flatMap((c) => kinds.map((d) => [a, b, c, d]))))
  const different = quadruples.filter((bytes) => {
    const { text, places } = reference(Uint8Array.from(bytes))
    const found = read(Uint8Array.from(bytes), 2)
    return found.text !== text || (found.invalid?.places ?? 0) !== places
  })
  expect(different).toEqual([])
})

it('tells the place in a long text', () => {
  const bytes = utf8('你好'.repeat(50_000))
  bytes[200_001] = 0xff
  expect(read(bytes, 65_536).invalid?.first).toBe(200_001 - (200_001 % 3))
})
