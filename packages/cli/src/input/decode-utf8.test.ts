import { expect, it } from 'vitest'
import { decodeUtf8, InvalidUtf8Error } from './decode-utf8.ts'

const encode = (text: string) => new TextEncoder().encode(text)

async function decodeIn(bytes: Uint8Array, size: number): Promise<string> {
  const parts: string[] = []
  for await (const part of decodeUtf8(chunksOf(bytes, size))) parts.push(part)
  return parts.join('')
}

async function* chunksOf(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const text = 'a é 你 😀 𠀀 \uFEFF z'

it.each([1, 2, 3, 4, 5, 7, 64])('decodes characters that chunks of %i bytes divide', async (size) => {
  expect(await decodeIn(encode(text), size)).toBe(text)
})

it('never ends a chunk inside a character', async () => {
  for await (const part of decodeUtf8(chunksOf(encode('😀😀😀'), 3))) expect(part).toMatch(/^(😀)+$/u)
})

it('drops a byte order mark at the start, and only there', async () => {
  expect(await decodeIn(encode('\uFEFFa\uFEFF'), 2)).toBe('a\uFEFF')
})

it('decodes nothing from nothing', async () => {
  expect(await decodeIn(encode(''), 4)).toBe('')
})

it.each([
  ['a byte that no character has', [0x61, 0x62, 0xff, 0x63], 2],
  ['a continuation without a beginning', [0x61, 0x80, 0x62], 1],
  ['a character that breaks off', [0x61, 0xe4, 0xbd, 0x61], 1],
  ['a character cut off at the end', [0x61, 0x62, 0xe4, 0xbd], 2],
  ['a surrogate', [0xed, 0xa0, 0x80], 0],
  ['an overlong form', [0x61, 0xc0, 0xaf], 1],
  ['more than Unicode has', [0xf4, 0x90, 0x80, 0x80], 0],
])('tells where %s stands', async (_name, bytes, offset) => {
  for (const size of [1, 2, 3, 64]) {
    const decoding = decodeIn(Uint8Array.from(bytes), size)
    await expect(decoding).rejects.toEqual(new InvalidUtf8Error(offset))
  }
})

it('tells the place in a long text', async () => {
  const bytes = encode('你好'.repeat(50_000))
  bytes[200_001] = 0xff
  await expect(decodeIn(bytes, 65_536)).rejects.toMatchObject({ offset: 200_001 - (200_001 % 3) })
})
