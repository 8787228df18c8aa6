import { loadTokenizer, mayDivide, tokenizerIds } from '@ratecard/tokenizers'
import { expect, it } from 'vitest'
import { certainCut } from './certain-cut.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

/** All certain cuts, as indices into the bytes. */
function allCuts(bytes: Uint8Array): readonly number[] {
  const cuts: number[] = []
  for (let from = 0; ; from = cuts.at(-1) as number) {
    const cut = certainCut(bytes.subarray(from), mayDivide)
    if (cut < 0) return cuts
    cuts.push(from + cut)
  }
}

it.each([
  ['text\nmore text', 5],
  ['text.\n{"a": 1, "b": 2}', 11],
  ['你好。\n我是通义', 10],
  ['{\r\n  "ab": 12,\r\n', 10],
  ['  a\n  b\n  c\n  d', -1],
  ['some text', -1],
  ['你好，我是通义千问', -1],
  ['text\n', -1],
])('divides %j at %i', (text, cut) => {
  expect(certainCut(utf8(text), mayDivide)).toBe(cut)
})

it('takes bytes that are no UTF-8 for the U+FFFD that they are counted as', () => {
  expect(certainCut(Uint8Array.of(...utf8('text'), 0xff, ...utf8('\nmore text')), mayDivide)).toBe(6)
  expect(certainCut(Uint8Array.of(...utf8('text\n'), 0xe4, 0xbd, ...utf8('more text')), mayDivide)).toBe(11)
})

const pieces = [
  ...[
    'a',
    'B',
    "'s",
    "'",
    '7',
    '42',
    '.',
    ';',
    '/',
    '{',
    '"',
    '<|im_end|>',
    '<|endoftext|>',
    '你',
    '。',
    '，',
    '“',
    'é',
  ],
  ...[
    'e\u0301',
    '\u0301',
    '😀',
    '\u200d',
    'ー',
    'の',
    'ا',
    ' ',
    '  ',
    '\t',
    '\r',
    '\r\n',
    '\u3000',
    '\u00a0',
    '\u2028',
    '\u0085',
  ],
  ...['\n', '\n', '\n', '\n', '\n', '\n\n', '\n/', 'word', 'function', ' return', '\uFEFF', '가', 'ก', '\ud800'],
]

/** Texts that look random and are the same in every run. */
function* texts(count: number): Iterable<string> {
  let state = 7
  for (let at = 0; at < count; at++) {
    const parts = Array.from({ length: 40 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return pieces[Math.floor((state / 2 ** 32) * pieces.length)] as string
    })
    yield parts.join('')
  }
}

it.each(tokenizerIds.flatMap((id) => [[id, 'ordinary'] as const, [id, 'all'] as const]))(
  'leaves the tokens of %s with %s special tokens as they are',
  async (id, specials) => {
    const tokenizer = await loadTokenizer(id)
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    let divided = 0
    for (const text of texts(300)) {
      const bytes = utf8(text)
      const cuts = [0, ...allCuts(bytes), bytes.length]
      const parts = cuts.slice(1).map((to, at) => decoder.decode(bytes.subarray(cuts[at], to)))
      const ids = parts.flatMap((part) => [...tokenizer.encode(part, { specials })])
      expect({ text, ids }).toEqual({ text, ids: [...tokenizer.encode(text, { specials })] })
      divided += parts.length - 1
    }
    expect(divided).toBeGreaterThan(300)
  },
)
