import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { cl100kBase } from '../src/encodings/cl100k-base.ts'
import { deepseekV3 } from '../src/encodings/deepseek-v3.ts'
import { deepseekV4 } from '../src/encodings/deepseek-v4.ts'
import { o200kBase } from '../src/encodings/o200k-base.ts'
import { p50kBase } from '../src/encodings/p50k-base.ts'
import { p50kEdit } from '../src/encodings/p50k-edit.ts'
import { qwen } from '../src/encodings/qwen.ts'
import { r50kBase } from '../src/encodings/r50k-base.ts'
import { readVocabulary } from '../src/vocabulary/read-vocabulary.ts'
import { tokenBytes } from '../src/vocabulary/token-bytes.ts'
import { encodingSources, readEncoding } from './write-vocabularies.mjs'

/** Those whose source is a devDependency. The others share a vocabulary with one of these. */
const encodings = [o200kBase, cl100kBase, p50kBase, p50kEdit, r50kBase, qwen, deepseekV3, deepseekV4]

describe('the committed data', () => {
  test.each(encodings)('of $id is what its source gives, token by token', async ({ id, specials, vocabulary }) => {
    const source = encodingSources[id]
    if (source === undefined) throw new Error(`No source for ${id}`)
    const made = readEncoding(source)
    const read = await readVocabulary((await vocabulary.load()).default, vocabulary)
    expect(read.size).toBe(made.merges.size)
    for (const part of ['byteIds', 'left', 'right'] as const) {
      expect(Buffer.compare(bytesOf(read[part]), bytesOf(Int32Array.from(made.merges[part])))).toBe(0)
    }
    const { bytes, offsets } = tokenBytes(read)
    const { tokens } = made
    expect(Buffer.compare(bytes, Buffer.from(tokens.join(''), 'latin1'))).toBe(0)
    expect(tokens.findIndex((token = '', id) => offsets[id + 1] !== (offsets[id] as number) + token.length)).toBe(-1)
    expect(Object.entries(specials)).toEqual(Object.entries(made.specials))
    expect(vocabulary.name).toBe(source.vocabulary)
  })

  test.each([
    ['o200k_base', 750_000],
    ['qwen', 560_000],
    ['deepseek', 460_000],
    ['cl100k_base', 360_000],
    ['p50k_base', 180_000],
  ])('%s.js stays below %d bytes when gzipped for transport', (name, limit) => {
    const module = readFileSync(new URL(`../data/${name}.js`, import.meta.url))
    expect(gzipSync(module, { level: 9 }).length).toBeLessThan(limit)
  })
})

function bytesOf(numbers: Int32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
