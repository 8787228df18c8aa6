import { describe, expect, test } from 'vitest'
import { loadTokenizer } from '../load-tokenizer.ts'

const qwen = await loadTokenizer('qwen')

describe('EditableCount', () => {
  test('counts what is put in, taken out and replaced', () => {
    const text = qwen.countEdits('Nice to meet you.')
    expect([text.tokens, text.length, text.text]).toEqual([5, 17, 'Nice to meet you.'])
    text.replace(8, 12, 'see')
    expect([text.tokens, text.length, text.text]).toEqual([5, 16, 'Nice to see you.'])
    text.replace(0, 16, '')
    expect([text.tokens, text.length, text.text]).toEqual([0, 0, ''])
    text.replace(0, 0, '你好')
    expect([text.tokens, text.length, text.text]).toEqual([1, 2, '你好'])
  })

  test('reads special tokens as it is told', () => {
    expect(qwen.countEdits('<|im_end|>').tokens).toBe(qwen.count('<|im_end|>'))
    const text = qwen.countEdits('<|im_end|', { specials: 'all' })
    text.replace(9, 9, '>')
    expect(text.tokens).toBe(1)
  })

  test('puts halves of a character together and composes what meets', () => {
    const text = qwen.countEdits('\ud83d x e')
    text.replace(1, 3, '\ude00')
    text.replace(text.length, text.length, '\u0301')
    expect(text.tokens).toBe(qwen.count('😀 é'))
  })

  test.each([
    [-1, 0],
    [1, 0],
    [0, 4],
    [4, 4],
    [0.5, 1],
    [0, Number.NaN],
    [undefined, undefined],
  ])('refuses to replace from %s to %s of three units', (start, end) => {
    const text = qwen.countEdits('abc')
    expect(() => text.replace(start as number, end as number, 'x')).toThrow(RangeError)
    expect(text.text).toBe('abc')
  })

  test('refuses what is not text', () => {
    const text = qwen.countEdits('abc')
    expect(() => text.replace(0, 1, undefined as never)).toThrow('Expected text as a string, not undefined.')
    expect(() => qwen.countEdits(1 as never)).toThrow(TypeError)
    expect(() => qwen.countEdits('', { specials: 'some' as never })).toThrow(TypeError)
    expect([text.text, text.tokens]).toEqual(['abc', 1])
  })

  test('a thousand edits of a long text take time in proportion to the edits', () => {
    const sentence = 'The quick brown fox jumps over the lazy dog. '
    const text = qwen.countEdits(sentence.repeat(10_000))
    const edits = timed(() => {
      for (let edit = 0; edit < 1_000; edit++) text.replace(edit * 400, edit * 400, 'x')
    })
    const recounts = timed(() => {
      for (let at = 0; at < 100; at++) qwen.count(text.text)
    })
    expect(edits).toBeLessThan(recounts)
    expect(text.tokens).toBe(qwen.count(text.text))
  })
})

function timed(run: () => void): number {
  const started = performance.now()
  run()
  return performance.now() - started
}
