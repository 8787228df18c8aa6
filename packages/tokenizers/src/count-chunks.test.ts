import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { countChunks } from './count-chunks.ts'
import { loadTokenizer } from './load-tokenizer.ts'
import { pieceLimit } from './split-ordinary.ts'
import { referenceTokenizer } from './testing/reference-tokenizer.ts'
import { PieceTooLongError } from './tokenizer-error.ts'
import { tokenizerIds } from './tokenizer-ids.ts'

const qwen = await loadTokenizer('qwen')

const paragraph =
  "<|im_start|>user\nIt's 12345678 o'clock, e\u0301 café/\n/ 你好，我是通义千问。\r\n\t{'a':1}  x\u0338 <|im_end|>\n\n \u{1f600}"

function chunksOf(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  )
}

describe('countChunks', () => {
  test.each(tokenizerIds)('%s: is the count of the whole, at every size of chunk', async (id) => {
    const tokenizer = await loadTokenizer(id)
    const reference = await referenceTokenizer(id)
    const text = paragraph.repeat(1_000)
    for (const specials of ['ordinary', 'all'] as const) {
      const count = reference[specials](text).length
      expect(tokenizer.count(text, { specials })).toBe(count)
      for (const size of [977, 65_537]) {
        expect(await countChunks(tokenizer, chunksOf(text, size), { specials })).toBe(count)
      }
    }
  })

  test('reads iterables and streams, also with nothing in them', async () => {
    async function* generate() {
      yield 'Nice to'
      yield ''
      yield ' meet you.'
    }
    expect(await countChunks(qwen, generate())).toBe(5)
    expect(await countChunks(qwen, Readable.from(['Nice to me', 'et you.']))).toBe(5)
    expect(await countChunks(qwen, [])).toBe(0)
    expect(await countChunks(qwen, [''])).toBe(0)
    expect(await countChunks(qwen, 'Nice to meet you.')).toBe(5)
  })

  test('puts characters and special tokens together again', async () => {
    expect(await countChunks(qwen, ['\ud83d', '\ude00'])).toBe(1)
    expect(await countChunks(qwen, ['<|im_', 'start|>'], { specials: 'all' })).toBe(1)
    expect(await countChunks(qwen, ['e', '\u0301'])).toBe(1)
  })

  test('refuses text without a boundary before it has read it all, and ends the source', async () => {
    let taken = 0
    let ended = false
    async function* endless() {
      try {
        for (;;) {
          taken += 1
          yield '='.repeat(10_000)
        }
      } finally {
        ended = true
      }
    }
    const error = await countChunks(qwen, endless()).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(PieceTooLongError)
    expect(error).toMatchObject({ code: 'piece-too-long', length: 70_000, limit: pieceLimit })
    expect((error as Error).message).toContain('70000 bytes of text in one piece: at most 32768')
    expect(taken).toBe(7)
    expect(ended).toBe(true)
  })

  test('refuses bytes, foreign tokenizers and misspelt options', async () => {
    await expect(countChunks(qwen, [Buffer.from('a')] as never)).rejects.toThrow('Expected text as a string')
    await expect(countChunks({ ...qwen }, ['a'])).rejects.toThrow('Expected a tokenizer made by loadTokenizer')
    await expect(countChunks(qwen, [], { specials: 'none' as never })).rejects.toThrow(TypeError)
  })
})

describe('texts that the engine would trap on', () => {
  test.each(['a', ' ', '=', '\n', '\0', '中', '😀'])('2 MB of %j are refused at once', (character) => {
    const started = performance.now()
    expect(() => qwen.count(character.repeat(2_000_000 / character.length))).toThrow(PieceTooLongError)
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(qwen.count('Nice to meet you.')).toBe(5)
  })

  test('the longest piece is counted', () => {
    expect(qwen.count('='.repeat(pieceLimit))).toBe(pieceLimit / 64)
  })
})
