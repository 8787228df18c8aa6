import { describe, expect, test } from 'vitest'
import { ordinaryCounts } from './open-encoding.ts'
import { readVocabulary } from './read-vocabulary.ts'
import { tokenizerIds } from './tokenizer-ids.ts'

describe('readVocabulary', () => {
  test('Qwen has the special tokens of Qwen2.5, from its own file', async () => {
    const { special_tokens: specials } = await readVocabulary('qwen')
    expect(Object.values(specials)).toEqual(Array.from({ length: 22 }, (_, index) => 151_643 + index))
    expect(specials).toMatchObject({
      '<|endoftext|>': 151_643,
      '<|im_start|>': 151_644,
      '<|im_end|>': 151_645,
      '<tool_call>': 151_657,
      '<|file_sep|>': 151_664,
    })
  })

  test('Qwen divides numbers into single digits and is otherwise cl100k_base', async () => {
    const { pat_str: qwen } = await readVocabulary('qwen')
    const { pat_str: cl100k } = await readVocabulary('cl100k_base')
    expect(qwen).toContain('|\\p{N}|')
    expect(qwen.replace('|\\p{N}|', '|\\p{N}{1,3}|')).toBe(cl100k)
  })

  test.each(tokenizerIds)('%s: each id below ordinaryCount is a different token', async (id) => {
    const [start, offset, ...tokens] = (await readVocabulary(id)).bpe_ranks.split(' ')
    expect([start, offset]).toEqual(['!', '0'])
    expect(new Set(tokens).size).toBe(tokens.length)
    expect(ordinaryCounts[id]).toBe(tokens.length)
  })
})
