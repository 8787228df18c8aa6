import { describe, expect, test } from 'vitest'
import { tokenizerIds } from '../tokenizer-ids.ts'
import { readVocabulary } from '../vocabulary/read-vocabulary.ts'
import { encodings } from './encodings.ts'

const definitions = await Promise.all(tokenizerIds.map((id) => encodings[id]()))
const [deepseekV3, deepseekV4, o200kBase, o200kHarmony, qwen, qwen3] = await Promise.all([
  encodings.deepseek_v3(),
  encodings.deepseek_v4(),
  encodings.o200k_base(),
  encodings.o200k_harmony(),
  encodings.qwen(),
  encodings.qwen3(),
])

test('each is known by its id', () => {
  expect(definitions.map(({ id }) => id)).toEqual(tokenizerIds)
  expect(Object.keys(encodings)).toEqual(tokenizerIds)
})

describe('special tokens', () => {
  test.each(definitions)('of $id are no ordinary tokens', async ({ specials, vocabulary }) => {
    const { left, byteIds } = await readVocabulary((await vocabulary.load()).default, vocabulary)
    const ordinary = Object.values(specials).filter((id) => (left[id] ?? -1) !== -1 || byteIds.includes(id))
    expect(ordinary).toEqual([])
  })

  test.each(definitions)('of $id: none begins another, so the first to match is the only one', ({ specials }) => {
    const names = Object.keys(specials).sort()
    expect(names.filter((name, index) => names[index + 1]?.startsWith(name))).toEqual([])
    expect(names).not.toContain('')
  })

  test.each(definitions)('of $id stay what they are under NFC', ({ specials }) => {
    expect(Object.keys(specials).filter((name) => name.normalize('NFC') !== name)).toEqual([])
  })

  test('Qwen3 has four more than Qwen2.5', () => {
    expect(Object.values(qwen.specials)).toEqual(Array.from({ length: 22 }, (_, index) => 151_643 + index))
    expect(qwen3.specials).toEqual({
      ...qwen.specials,
      '<tool_response>': 151_665,
      '</tool_response>': 151_666,
      '<think>': 151_667,
      '</think>': 151_668,
    })
  })

  test('Harmony has those of o200k_base, its own, and reserved ones up to 201,087', () => {
    expect(o200kHarmony.specials).toMatchObject({
      ...o200kBase.specials,
      '<|startoftext|>': 199_998,
      '<|return|>': 200_002,
      '<|constrain|>': 200_003,
      '<|channel|>': 200_005,
      '<|start|>': 200_006,
      '<|end|>': 200_007,
      '<|message|>': 200_008,
      '<|call|>': 200_012,
    })
    const ids = new Set(Object.values(o200kHarmony.specials))
    expect([...ids]).toEqual(Array.from({ length: 201_088 - 199_998 }, (_, index) => 199_998 + index))
  })

  test('of two names for one id of Harmony the proper one is the last', () => {
    const names = Object.keys(o200kHarmony.specials).filter((name) => o200kHarmony.specials[name] === 200_018)
    expect(names).toEqual(['<|reserved_200018|>', '<|endofprompt|>'])
  })

  test('DeepSeek-V3 and V4 differ in them, and only in them', () => {
    expect(Object.keys(deepseekV3.specials)).toHaveLength(818)
    expect(Object.keys(deepseekV4.specials)).toHaveLength(1283)
    expect(deepseekV4.specials).toMatchObject({ ...deepseekV3.specials, '<think>': 128_821, '</think>': 128_822 })
    expect(deepseekV4).toEqual({ ...deepseekV3, id: 'deepseek_v4', specials: deepseekV4.specials })
  })
})
