import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadTokenizer } from '../load-tokenizer.ts'
import { trickyText } from '../testing/tricky-text.ts'

const qwen = await loadTokenizer('qwen')
const cl100k = await loadTokenizer('cl100k_base')
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('TokenStream', () => {
  test('counts parts, and begins another text after the end', () => {
    const stream = qwen.openCount()
    stream.push('Nice to me')
    stream.push('et you.')
    expect(stream.end()).toBe(5)
    expect(stream.tokens).toBe(0)
    expect(stream.end()).toBe(0)
    stream.push('Nice')
    expect(stream.end()).toBe(1)
  })

  test('reads special tokens as it is told', () => {
    const [ordinary, all] = [qwen.openCount(), qwen.openCount({ specials: 'all' })]
    for (const part of ['<|im_', 'end|', '>']) {
      ordinary.push(part)
      all.push(part)
    }
    expect([ordinary.end(), all.end()]).toEqual([qwen.count('<|im_end|>'), 1])
    expect(() => qwen.openCount({ specials: 'some' as never })).toThrow(TypeError)
  })

  test('`tokens` are certain: never more than the whole has', () => {
    const stream = qwen.openCount()
    const sentence = 'Nice to meet you. '.repeat(5_000)
    stream.push(sentence)
    expect(stream.tokens).toBeGreaterThan(0.6 * qwen.count(sentence))
    expect(stream.tokens).toBeLessThanOrEqual(stream.end())
  })

  test('text and bytes in turn: a character of bytes ends where text begins', () => {
    const bytes = utf8('中😀')
    const stream = qwen.openCount()
    stream.push(bytes.subarray(0, 2))
    stream.push('a\ud83d')
    stream.push(bytes.subarray(3, 5))
    stream.push(bytes.subarray(5))
    stream.push(utf8('\ufeff').subarray(0, 1))
    expect(stream.end()).toBe(qwen.count('\ufffda\ud83d😀\ufffd'))
    stream.push(utf8('\ufeffa'))
    expect(stream.end()).toBe(qwen.count('\ufeffa'))
  })

  test('bytes of any size, wherever they are divided', () => {
    const text = `${'中文😀é'.repeat(20_000)}`
    const bytes = utf8(text)
    for (const parts of [[bytes], [bytes.subarray(0, 65_537), bytes.subarray(65_537)]]) {
      const stream = cl100k.openCount()
      for (const part of parts) stream.push(part)
      expect(stream.end()).toBe(cl100k.count(text))
    }
  })

  test('an error gives the text up, and the next part begins another', () => {
    const stream = qwen.openCount()
    stream.push('Nice to meet you. '.repeat(5_000))
    stream.push(utf8('中').subarray(0, 2))
    expect(() => stream.push(1 as never)).toThrow('Expected text as a string or as UTF-8 in a Uint8Array, not number.')
    expect(stream.tokens).toBe(0)
    stream.push('Nice to meet you.')
    expect(stream.end()).toBe(5)
  })

  test('several may be open at once, beside other counts', () => {
    const [one, two] = [qwen.openCount(), qwen.openCount()]
    one.push('Nice to me')
    two.push('你好')
    expect(qwen.count('\n')).toBe(1)
    one.push('et you.')
    expect([one.end(), two.end()]).toEqual([5, 1])
  })

  test('any parts, as text or bytes, are counted as the text they make', () => {
    const part = fc.oneof(
      trickyText,
      trickyText.map(utf8),
      fc.uint8Array({ maxLength: 6 }),
      fc.tuple(trickyText.map(utf8), fc.nat(3)).map(([bytes, less]) => bytes.subarray(0, -less)),
    )
    const property = fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const stream = cl100k.openCount({ specials: 'all' })
      for (const each of parts) stream.push(each)
      expect(stream.end()).toBe(cl100k.count(textOf(parts), { specials: 'all' }))
    })
    fc.assert(property, { numRuns: 1_000 })
  })
})

/** Bytes that follow each other are one text of UTF-8. */
function textOf(parts: readonly (string | Uint8Array)[]): string {
  let text = ''
  let bytes: Uint8Array[] = []
  for (const part of [...parts, '']) {
    if (typeof part !== 'string') {
      bytes.push(part)
      continue
    }
    text += new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(bytes)) + part
    bytes = []
  }
  return text
}

describe('countUpTo', () => {
  const text = 'Nice to meet you.'

  test.each([
    [4, { exceeded: true }],
    [5, { tokens: 5, exceeded: false }],
    [6, { tokens: 5, exceeded: false }],
    [Number.POSITIVE_INFINITY, { tokens: 5, exceeded: false }],
    [0, { exceeded: true }],
    [-1, { exceeded: true }],
  ])('%d', (limit, expected) => {
    expect(qwen.countUpTo(text, limit)).toMatchObject(expected)
    expect(qwen.countUpTo('', limit)).toEqual({ tokens: 0, exceeded: limit < 0 })
  })

  test('reads special tokens as it is told', () => {
    expect(qwen.countUpTo('<|im_end|>', 1, { specials: 'all' })).toEqual({ tokens: 1, exceeded: false })
    expect(qwen.countUpTo('<|im_end|>', 1).exceeded).toBe(true)
  })

  test('reads no more than it has to', () => {
    const long = 'Nice to meet you. '.repeat(100_000)
    const { tokens, exceeded } = qwen.countUpTo(long, 1_000)
    expect(exceeded).toBe(true)
    expect(tokens).toBeGreaterThan(1_000)
    expect(tokens).toBeLessThan(1_000 + 4_096)
  })

  test.each([
    ['one letter', 'a', 'ordinary'],
    ['marks, which compose', 'e\u0301', 'ordinary'],
    ['special tokens', '<|im_end|>', 'all'],
  ] as const)('stops early in %s, too, that nothing divides', (_, part, specials) => {
    const long = part.repeat(5_000_000)
    const started = performance.now()
    for (let time = 0; time < 100; time++) expect(qwen.countUpTo(long, 10, { specials }).exceeded).toBe(true)
    expect(performance.now() - started).toBeLessThan(1_500)
  })

  test('any text at its own count is within, and over one below', () => {
    const property = fc.property(trickyText, fc.constantFrom(1, 300), (part, times) => {
      const whole = part.repeat(times)
      const tokens = cl100k.count(whole)
      expect(cl100k.countUpTo(whole, tokens)).toEqual({ tokens, exceeded: false })
      const over = cl100k.countUpTo(whole, tokens - 1)
      expect(over.exceeded).toBe(true)
      expect(over.tokens).toBeGreaterThan(tokens - 1)
    })
    fc.assert(property, { numRuns: 200 })
  })

  test('refuses what is no limit', () => {
    for (const limit of [undefined, null, Number.NaN, '5'])
      expect(() => qwen.countUpTo(text, limit as never)).toThrow('Expected a limit as a number of tokens')
    expect(() => qwen.countUpTo(1 as never, 5)).toThrow(TypeError)
  })
})
