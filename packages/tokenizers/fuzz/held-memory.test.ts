import type { Tokenizer } from '@ratecard/core'
import { expect, test } from 'vitest'
import { loadTokenizer } from '../src/index.ts'
import { heldGrowth } from './held-memory.ts'

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
