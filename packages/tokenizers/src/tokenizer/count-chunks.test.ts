import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { loadTokenizer } from '../load-tokenizer.ts'
import { tokenizerIds } from '../tokenizer-ids.ts'
import { countChunks } from './count-chunks.ts'

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
    const text = paragraph.repeat(1_000)
    for (const specials of ['ordinary', 'all'] as const) {
      const count = tokenizer.encode(text, { specials }).length
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

  test('reads UTF-8, wherever it is divided, and each ill-formed part as U+FFFD', async () => {
    const bytes = new TextEncoder().encode(paragraph)
    for (const size of [1, 2, 3, 5]) {
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      )
      expect(await countChunks(qwen, parts)).toBe(qwen.count(paragraph))
    }
    const broken = Uint8Array.of(0x61, 0xe4, 0xbd, 0x62, 0xff, 0xf0, 0x9f, 0x98)
    expect(await countChunks(qwen, [broken, 'a'])).toBe(qwen.count('a\ufffdb\ufffd\ufffda'))
  })

  test('refuses what is neither text nor bytes, and a misspelt option, and ends the source', async () => {
    let ended = false
    function* source() {
      try {
        yield 1 as never
        yield 'a'
      } finally {
        ended = true
      }
    }
    await expect(countChunks(qwen, source())).rejects.toThrow('Expected text as a string or as UTF-8 in a Uint8Array')
    expect(ended).toBe(true)
    await expect(countChunks(qwen, [], { specials: 'none' as never })).rejects.toThrow(TypeError)
  })
})

describe('texts that other engines trap on', () => {
  test.each(['a', ' ', '=', '\n', '\0', '中', '😀'])(
    '300,000 units of %j are counted, whole and in chunks',
    async (character) => {
      const text = character.repeat(300_000 / character.length)
      const ids = qwen.encode(text)
      expect(qwen.count(text)).toBe(ids.length)
      expect(qwen.decode(ids)).toBe(text)
      expect(await countChunks(qwen, chunksOf(text, 99_999))).toBe(ids.length)
    },
  )
})
