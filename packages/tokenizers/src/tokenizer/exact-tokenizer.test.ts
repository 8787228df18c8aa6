import { describe, expect, test } from 'vitest'
import { loadTokenizer } from '../load-tokenizer.ts'
import { tokenizerIds } from '../tokenizer-ids.ts'

const tokenizers = await Promise.all(tokenizerIds.map(loadTokenizer))
const [qwen, o200k, harmony, cl100k, p50k, r50k, deepseek] = await Promise.all([
  loadTokenizer('qwen'),
  loadTokenizer('o200k_base'),
  loadTokenizer('o200k_harmony'),
  loadTokenizer('cl100k_base'),
  loadTokenizer('p50k_base'),
  loadTokenizer('r50k_base'),
  loadTokenizer('deepseek_v3'),
])

describe('known values', () => {
  test.each([
    ['Nice to meet you.', [44978, 311, 3367, 498, 13], ['Nice', ' to', ' meet', ' you', '.']],
    [
      '你好，我是通义千问',
      [108386, 3837, 104198, 31935, 64559, 99320, 56007],
      ['你好', '，', '我是', '通', '义', '千', '问'],
    ],
    [
      '你好,我是通义千问',
      [108386, 11, 104198, 31935, 64559, 99320, 56007],
      ['你好', ',', '我是', '通', '义', '千', '问'],
    ],
  ])('qwen: %s', (text, ids, pieces) => {
    expect(qwen.encode(text)).toEqual(ids)
    expect(qwen.count(text)).toBe(ids.length)
    expect(qwen.decode(ids)).toBe(text)
    expect(qwen.pieces(text)).toEqual(ids.map((id, index) => ({ id, text: pieces[index] })))
  })

  test('o200k_base and cl100k_base', () => {
    expect(cl100k.encode('hello world')).toEqual([15339, 1917])
    expect(cl100k.encode('tiktoken is great!')).toEqual([83, 1609, 5963, 374, 2294, 0])
    expect(o200k.encode('hello world')).toEqual([24912, 2375])
    expect(o200k.encode("it's a/\n/b")).toEqual(o200k.encode("it's a").concat(o200k.encode('/\n/'), o200k.encode('b')))
    expect(cl100k.encode('你好，我是通义千问')).toHaveLength(10)
  })

  test('p50k_base and r50k_base: runs of spaces are in one of them', () => {
    expect(p50k.encode('hello world')).toEqual([31373, 995])
    expect(p50k.encode('a    b')).toEqual([64, 50258, 275])
    expect(r50k.encode('a    b')).toEqual([64, 220, 220, 220, 275])
  })

  test('deepseek_v3', () => {
    expect(deepseek.encode('hello world')).toEqual([33310, 2058])
    expect(deepseek.encode('12345 カ・タ 你好')).toEqual([6895, 1883, 223, 15961, 4825, 11767, 223, 30594])
  })

  test('numbers: single digits in Qwen, any number of them in r50k_base, threes elsewhere', () => {
    expect(qwen.count('123456')).toBe(6)
    expect(r50k.encode('123456')).toEqual([10163, 29228])
    expect(cl100k.encode('123456')).toEqual([4513, 10961])
    expect(o200k.count('123456')).toBe(2)
  })
})

describe('special tokens', () => {
  const prompt =
    '<|im_start|>system\nYour are a helpful assistant.<|im_end|>\n<|im_start|>user\nSanFrancisco is a<|im_end|>\n<|im_start|>assistant\n'

  test('the prompt of the seed reads back, with and without them', () => {
    const ordinary = qwen.encode(prompt)
    const all = qwen.encode(prompt, { specials: 'all' })
    expect(qwen.decode(ordinary)).toBe(prompt)
    expect(qwen.decode(all)).toBe(prompt)
    expect(ordinary.every((id) => id < 151_643)).toBe(true)
    expect(all.filter((id) => id >= 151_643)).toEqual([151644, 151645, 151644, 151645, 151644])
    expect(qwen.count(prompt)).toBe(ordinary.length)
    expect(qwen.count(prompt, { specials: 'all' })).toBe(all.length)
    expect(all.length).toBeLessThan(ordinary.length)
  })

  test('ordinary is the default', () => {
    const text = 'print("<|endoftext|>")'
    expect(qwen.encode(text)).toEqual([1350, 9639, 91, 8691, 723, 427, 91, 82598])
    expect(qwen.encode(text, { specials: 'ordinary' })).toEqual(qwen.encode(text, {}))
    expect(qwen.encode(text, { specials: 'all' })).toEqual([1350, 445, 151643, 899])
    expect(cl100k.encode('<|endofprompt|>', { specials: 'all' })).toEqual([100276])
    expect(o200k.encode('<|endofprompt|>', { specials: 'all' })).toEqual([200018])
    expect(o200k.count('<|endofprompt|>')).toBeGreaterThan(1)
  })

  test('only those of the tokenizer itself', () => {
    expect(cl100k.encode('<|im_start|>', { specials: 'all' })).toEqual(cl100k.encode('<|im_start|>'))
    expect(qwen.pieces('a<tool_call>', { specials: 'all' })).toEqual([
      { id: 64, text: 'a' },
      { id: 151657, text: '<tool_call>' },
    ])
  })

  test('nothing composes with the end of one', () => {
    expect(qwen.encode('<|im_end|>\u0338', { specials: 'all' })).toEqual([151645, ...qwen.encode('\u0338')])
    expect(qwen.decode(qwen.encode('<|im_end|>\u0338'))).toBe('<|im_end|≯')
  })
})

describe('text that is easily lost', () => {
  test.each(tokenizers)('$id', (tokenizer) => {
    for (const text of [
      '\ufeff',
      '\ufeffa\ufeff b',
      '\0',
      'a\0b',
      ' ',
      '\n',
      '\r\n',
      'hasOwnProperty',
      '__proto__',
      '👩‍💻',
    ]) {
      const ids = tokenizer.encode(text)
      expect(ids.length).toBeGreaterThan(0)
      expect(tokenizer.decode(ids)).toBe(text)
      expect(tokenizer.count(text)).toBe(ids.length)
    }
    expect(tokenizer.encode('')).toEqual([])
    expect(tokenizer.count('')).toBe(0)
    expect(tokenizer.decode([])).toBe('')
    expect(tokenizer.pieces('')).toEqual([])
    expect(tokenizer.encode('a\ud800')).toEqual(tokenizer.encode('a\ufffd'))
  })

  test.each([qwen, o200k, cl100k, deepseek])('$id: a piece may be U+FEFF', (tokenizer) => {
    expect(tokenizer.pieces('\ufeff')).toEqual([{ id: expect.any(Number), text: '\ufeff' }])
  })

  test.each(tokenizers)('$id: a piece may be part of a character', (tokenizer) => {
    const pieces = tokenizer.pieces('\u{13000}')
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.map((piece) => ('hex' in piece ? piece.hex : piece.text)).join('')).toBe('f0938080')
  })

  test('Qwen reads NFC, the others do not', () => {
    expect(qwen.encode('e\u0301')).toEqual(qwen.encode('é'))
    expect(o200k.encode('e\u0301')).not.toEqual(o200k.encode('é'))
    expect(cl100k.decode(cl100k.encode('e\u0301'))).toBe('e\u0301')
  })

  test('decode reads part of a character as U+FFFD and any iterable', () => {
    const [first] = qwen.encode('\u{13000}')
    expect(qwen.decode(new Set([first as number]))).toBe('\ufffd')
  })

  test('decode joins what it reads in several batches', () => {
    const character = qwen.encode('\u{13000}')
    const ids = [...new Array<number>(65_535).fill(64), ...character]
    expect(qwen.decode(ids)).toBe(`${'a'.repeat(65_535)}\u{13000}`)
  })
})

describe('bad input', () => {
  test.each([
    { tokenizer: qwen, ids: [151_665, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 32, 2 ** 32 + 5] },
    { tokenizer: cl100k, ids: [100_256, 100_261, 100_277] },
    { tokenizer: o200k, ids: [199_998, 200_000, 200_019] },
    { tokenizer: harmony, ids: [201_088] },
    { tokenizer: p50k, ids: [50_281] },
    { tokenizer: r50k, ids: [50_257, 50_258] },
    { tokenizer: deepseek, ids: [129_280] },
  ])('$tokenizer.id: decode refuses ids outside the vocabulary, by name', ({ tokenizer, ids }) => {
    for (const id of ids) {
      expect(() => tokenizer.decode([5, id])).toThrow(RangeError)
      expect(() => tokenizer.decode([5, id])).toThrow(`${tokenizer.id} has no token ${id}.`)
    }
    for (const id of ['5', 5n, null, ['5'], '__proto__'])
      expect(() => tokenizer.decode([id] as never)).toThrow(`Expected ids of ${tokenizer.id} as integers, not `)
    for (const none of [null, undefined, 5, '5'])
      expect(() => tokenizer.decode(none as never)).toThrow('Expected ids as an array or another iterable of integers')
    expect(tokenizer.decode([5])).not.toBe('')
  })

  test('accepts the last ids', () => {
    expect(qwen.decode([151_664])).toBe('<|file_sep|>')
    expect(cl100k.decode([100_276, 100_255])).toBe('<|endofprompt|> Conveyor')
    expect(o200k.decode([200_018])).toBe('<|endofprompt|>')
    expect(o200k.decode([199_997])).not.toBe('')
    expect(qwen.decode([151_642])).not.toBe('')
    expect(p50k.decode([50_256, 50_280])).toBe(`<|endoftext|>${' '.repeat(25)}`)
    expect(deepseek.decode([0, 127_999])).toMatch(/^<｜begin▁of▁sentence｜>./)
  })

  test('of two names for one id the proper one is written', () => {
    expect(harmony.encode('<|endofprompt|><|reserved_200018|>', { specials: 'all' })).toEqual([200_018, 200_018])
    expect(harmony.decode([200_018])).toBe('<|endofprompt|>')
  })

  test('refuses what is not text, and a misspelt option', () => {
    for (const text of [undefined, null, 1, {}, ['a'], Buffer.from('a')]) {
      expect(() => qwen.count(text as never)).toThrow(TypeError)
      expect(() => qwen.encode(text as never)).toThrow('Expected text as a string')
      expect(() => qwen.pieces(text as never)).toThrow(TypeError)
    }
    expect(() => qwen.count('a', { specials: 'none' as never })).toThrow("Expected specials 'ordinary' or 'all'")
  })

  test('every id has one tokenizer', () => {
    expect(tokenizers.map((tokenizer) => tokenizer.id)).toEqual(tokenizerIds)
  })
})
