import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { p50kBase } from '../encodings/p50k-base.ts'
import { r50kBase } from '../encodings/r50k-base.ts'
import { CorruptVocabularyError } from './corrupt-vocabulary-error.ts'
import { readVocabulary } from './read-vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

const { vocabulary: source } = p50kBase
const { default: packed } = await source.load()
const good = await readVocabulary(packed, source)
const other = gzipSync(gunzipSync(Buffer.from(packed, 'base64')).fill(1, 100, 101)).toString('base64')

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('readVocabulary', () => {
  test('each token is merged from two before it, a byte or a gap from none', () => {
    const merged = [...good.left.keys()].filter((id) => good.left[id] !== -1)
    expect(merged).toHaveLength(50_281 - 256 - 1)
    expect(merged.every((id) => Math.max(good.left[id] as number, good.right[id] as number) < id)).toBe(true)
    expect([good.left[50_256], good.right[50_256]]).toEqual([-1, -1])
    expect(Array.from(good.byteIds, (id) => good.left[id])).toEqual(Array(256).fill(-1))
    expect(new Set(good.byteIds).size).toBe(256)
  })

  test('reads the beginning of a file where a vocabulary is no more', async () => {
    const beginning = await readVocabulary(packed, r50kBase.vocabulary)
    expectSame(beginning, {
      size: 50_256,
      byteIds: good.byteIds,
      left: good.left.slice(0, 50_256),
      right: good.right.slice(0, 50_256),
    })
  })

  test.each([
    ['a truncated text', packed.slice(0, -1000)],
    ['no text', ''],
    ['no base64', '?'.repeat(1000)],
    ['base64 of something else', Buffer.from('export default').toString('base64')],
  ])('refuses %s', async (_, text) => {
    const error = await corruption(text)
    expect(error).toMatchObject({ code: 'corrupt-vocabulary', vocabulary: 'p50k_base', expected: source.sha256 })
    expect(error.actual).toBeUndefined()
    expect(error.cause).toBeInstanceOf(Error)
  })

  test('refuses sound data with another hash, and names both', async () => {
    const error = await corruption(other)
    expect(error.actual).toMatch(/^[0-9a-f]{64}$/)
    expect(error.message).toContain(`expected SHA-256 ${source.sha256}, it is ${error.actual}`)
  })

  test('a changed letter is refused, or changed nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(packed.length - 1), fc.constantFrom('A', 'z', '5', '/'), async (index, letter) => {
        const text = packed.slice(0, index) + letter + packed.slice(index + 1)
        const read = await readVocabulary(text, source).catch((error) => error)
        if (!(read instanceof CorruptVocabularyError)) expectSame(read, good)
      }),
      { numRuns: 30 },
    )
  })
})

describe('readVocabulary without the modules of Node', () => {
  beforeEach(() => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never)
  })

  test('reads the same', async () => {
    expectSame(await readVocabulary(packed, source), good)
  })

  test('refuses what is not base64, not gzip, or has another hash', async () => {
    expect((await corruption('?'.repeat(1000))).cause).toBeInstanceOf(DOMException)
    expect((await corruption(btoa('export default'))).actual).toBeUndefined()
    expect((await corruption(packed.slice(0, -1000))).actual).toBeUndefined()
    expect((await corruption(other)).actual).toMatch(/^[0-9a-f]{64}$/)
  })

  test('relies on the CRC-32 where no hash can be had', async () => {
    vi.stubGlobal('crypto', undefined)
    expectSame(await readVocabulary(packed, source), good)
    const middle = packed.length >> 1
    const changed = packed.slice(0, middle) + (packed[middle] === 'A' ? 'B' : 'A') + packed.slice(middle + 1)
    expect((await corruption(changed)).actual).toBeUndefined()
  })
})

async function corruption(text: string): Promise<CorruptVocabularyError> {
  const read = await readVocabulary(text, source).catch((error) => error)
  expect(read).toBeInstanceOf(CorruptVocabularyError)
  return read
}

/** Like `toEqual`, which would take minutes to print the differences. */
function expectSame(read: Vocabulary, expected: Vocabulary): void {
  expect(read.size).toBe(expected.size)
  for (const part of ['byteIds', 'left', 'right'] as const) {
    expect(Buffer.compare(new Uint8Array(read[part].buffer), new Uint8Array(expected[part].buffer))).toBe(0)
  }
}
