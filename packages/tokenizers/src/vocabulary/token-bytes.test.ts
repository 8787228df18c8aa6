import { get_encoding } from 'tiktoken'
import { describe, expect, test } from 'vitest'
import { cl100kBase } from '../encodings/cl100k-base.ts'
import { o200kBase } from '../encodings/o200k-base.ts'
import { p50kBase } from '../encodings/p50k-base.ts'
import { r50kBase } from '../encodings/r50k-base.ts'
import { readVocabulary } from './read-vocabulary.ts'
import { tokenBytes } from './token-bytes.ts'
import type { Vocabulary } from './vocabulary.ts'

describe('tokenBytes', () => {
  test.each([o200kBase, cl100kBase, p50kBase, r50kBase])('of $id are those of tiktoken', async (encoding) => {
    const reference = get_encoding(encoding.id as 'o200k_base')
    const gaps = new Set(Object.values(encoding.specials))
    const tokens = Array.from({ length: encoding.vocabulary.size }, (_, id) =>
      gaps.has(id) ? new Uint8Array() : reference.decode_single_token_bytes(id),
    )
    reference.free()
    const starts = new Int32Array(tokens.length + 1)
    for (const [id, token] of tokens.entries()) starts[id + 1] = (starts[id] as number) + token.length

    const { vocabulary } = encoding
    const { bytes, offsets } = tokenBytes(await readVocabulary((await vocabulary.load()).default, vocabulary))
    expect(Buffer.compare(new Uint8Array(offsets.buffer), new Uint8Array(starts.buffer))).toBe(0)
    expect(Buffer.compare(bytes, Buffer.concat(tokens))).toBe(0)
  })

  test('finds room for tokens longer than they usually are, also where the last one just fits', () => {
    for (let merged = 1; merged < 200; merged++) {
      const { bytes, offsets } = tokenBytes(risingRuns(merged))
      const expected = Buffer.concat([Uint8Array.from(offsets.subarray(0, 256)), Buffer.alloc(bytes.length - 256, 'a')])
      expect(Buffer.compare(bytes, expected)).toBe(0)
      expect((offsets[256 + merged] as number) - (offsets[255 + merged] as number)).toBe(merged + 1)
    }
  })
})

/** The bytes, then `aa`, `aaa`, `aaaa` and so on. */
function risingRuns(merged: number): Vocabulary {
  const none = new Array<number>(256).fill(-1)
  const before = Array.from({ length: merged }, (_, index) => (index === 0 ? 97 : 255 + index))
  return {
    size: 256 + merged,
    byteIds: Int32Array.from(none.keys()),
    left: Int32Array.from([...none, ...before]),
    right: Int32Array.from([...none, ...before.map(() => 97)]),
  }
}
