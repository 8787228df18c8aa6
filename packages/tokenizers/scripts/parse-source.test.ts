import { describe, expect, test } from 'vitest'
import { parseSource } from './parse-source.mjs'

const parse = (file: unknown) => parseSource(Buffer.from(JSON.stringify(file)))
const plain = { single_word: false, lstrip: false, rstrip: false, normalized: false }
const huggingFace = {
  normalizer: null,
  added_tokens: [{ id: 0, content: '<s>', ...plain }],
  model: { vocab: { '<s>': 0, a: 1, Ġ: 2, Ġa: 3 }, merges: ['Ġ a'] },
}

describe('parseSource', () => {
  test('reads the lines of ranks of tiktoken', () => {
    const specials = { '<|end|>': 2 }
    expect(parse({ bpe_ranks: '! 0 YQ== /w==\n! 3 YWI=', special_tokens: specials })).toEqual({
      tokens: ['a', '\xff', undefined, 'ab'],
      specials,
    })
  })

  test('reads the visible letters of Hugging Face, merges as text or pairs, and added tokens apart', () => {
    const expected = { tokens: [undefined, 'a', ' ', ' a'], specials: { '<s>': 0 }, merges: [[' ', 'a']] }
    expect(parse(huggingFace)).toEqual(expected)
    expect(parse({ ...huggingFace, model: { ...huggingFace.model, merges: [['Ġ', 'a']] } })).toEqual(expected)
  })

  test.each(['single_word', 'lstrip', 'rstrip', 'normalized'])('refuses an added token that is %s', (flag) => {
    const file = {
      ...huggingFace,
      normalizer: { type: 'NFC' },
      added_tokens: [{ id: 0, content: '<s>', ...plain, [flag]: true }],
    }
    expect(() => parse(file)).toThrow('"<s>"')
  })

  test('an added token may be normalized by a normalizer that does nothing', () => {
    const file = { ...huggingFace, normalizer: { type: 'Sequence', normalizers: [] } }
    expect(() =>
      parse({ ...file, added_tokens: [{ id: 0, content: '<s>', ...plain, normalized: true }] }),
    ).not.toThrow()
  })

  test('refuses a letter that stands for no byte', () => {
    expect(() => parse({ ...huggingFace, model: { vocab: { '▁a': 1 }, merges: [] } })).toThrow('"▁" stands for no byte')
  })
})
