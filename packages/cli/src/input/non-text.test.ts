import { expect, it } from 'vitest'
import { nonTextKind } from './non-text.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

it.each([
  ['', undefined],
  ['plain', undefined],
  ['你好\u0001\u007f', undefined],
  ['\uFEFFwith a mark of its own', undefined],
  ['a\0b', 'binary'],
])('takes %j for %s', (text, kind) => {
  expect(nonTextKind(utf8(text))).toBe(kind)
})

it.each([
  ['UTF-16', [0xff, 0xfe, 0x60, 0x4f]],
  ['UTF-16', [0xfe, 0xff, 0, 0x61]],
  ['UTF-32', [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  [undefined, [0xff]],
  [undefined, [0xe4, 0xbd]],
])('names %s', (kind, bytes) => {
  expect(nonTextKind(Uint8Array.from(bytes))).toBe(kind)
})
