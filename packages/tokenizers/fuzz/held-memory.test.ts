import type { Tokenizer } from '@ratecard/core'
import { expect, test } from 'vitest'
import { loadTokenizer } from '../src/index.ts'
import { heldBytes, heldGrowth } from './held-memory.ts'

test.each(['o200k_base', 'qwen', 'deepseek_v3'])('%s keeps nothing of the text that it reads', async (id) => {
  expect(heldGrowth(await loadTokenizer(id), 2e6, 1)).toBeLessThan(5e5)
})

test('a tokenizer that keeps what it reads is noticed', () => {
  const kept = new Map<string, number>()
  const keep = (text: string) => {
    for (const word of text.split(' ')) kept.set(word, word.length)
    return kept.size
  }
  const leaky: Partial<Tokenizer> = { count: keep, encode: () => [] }
  expect(heldGrowth(leaky as Tokenizer, 2e6, 1)).toBeGreaterThan(1e6)
})

test('a text that is edited keeps nothing of what was deleted', async () => {
  const text = (await loadTokenizer('qwen')).countEdits('')
  const before = heldBytes()
  for (let paste = 0; paste < 5; paste++) {
    text.replace(text.length, text.length, `${paste} words `.repeat(250_000))
    text.replace(3_000 * (paste + 1), text.length, '')
  }
  expect(text.length).toBe(15_000)
  expect(heldBytes() - before).toBeLessThan(1e6)
})
