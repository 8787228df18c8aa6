import { expect, it } from 'vitest'
import type { ByteRange } from '../input/byte-range.ts'
import { divideFile } from './divide-file.ts'

async function divide(text: string, partBytes: number, chunkSize = 64) {
  const bytes = new TextEncoder().encode(text)
  const read: number[] = []
  async function* readFile(_path: string, { from, to }: ByteRange = { from: 0, to: bytes.length }) {
    for (let at = from; at < to; at += chunkSize) {
      read.push(at)
      yield bytes.subarray(at, Math.min(at + chunkSize, to))
    }
  }
  const ranges: ByteRange[] = []
  for await (const range of divideFile('a.txt', bytes.length, readFile, partBytes)) ranges.push(range)
  const parts = ranges.map(({ from, to }) => new TextDecoder().decode(bytes.subarray(from, to)))
  return { parts, read: read.length * chunkSize, size: bytes.length }
}

it.each([5, 7, 64, 1000])('divides between words, wherever chunks of %i bytes end', async (chunkSize) => {
  const text = 'A line that is no longer than any other.\n你好，我是通义千问。\n'.repeat(40)
  const { parts } = await divide(text, 300, chunkSize)
  expect(parts.join('')).toBe(text)
  expect(parts.length).toBeGreaterThan(5)
  expect(parts.slice(1).every((part, at) => /^ /.test(part) || /\n$/.test(parts[at] as string))).toBe(true)
})

it('makes parts smaller towards the end', async () => {
  const sizes = (await divide('A line.\n'.repeat(1000), 400)).parts.map(({ length }) => length)
  const [first = 0, last = 0] = [sizes[0], sizes.at(-1)]
  expect(first).toBeGreaterThanOrEqual(400)
  expect(last).toBeLessThan(120)
  expect(sizes.slice(0, -1).sort((a, b) => b - a)).toEqual(sizes.slice(0, -1))
})

it('leaves a file without a certain cut in one piece, and reads it once', async () => {
  const { parts, read, size } = await divide('word'.repeat(2500), 100)
  expect(parts).toHaveLength(1)
  expect(read).toBeLessThan(size + 200)
})

it('leaves a small file in one piece', async () => {
  expect((await divide('a line\n'.repeat(3), 100)).parts).toHaveLength(1)
})

it('divides an empty file into nothing', async () => {
  expect((await divide('', 100)).parts).toEqual([])
})
