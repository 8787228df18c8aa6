import fc from 'fast-check'

/** What pre-tokenizers treat differently, composes, or is only half of something. */
const tricky = [
  ...[
    'a',
    'Z',
    'Ab',
    'é',
    'e\u0301',
    'ß',
    'ǅ',
    'ʰ',
    'ſ',
    'Ω',
    '\u2126',
    '\u212a',
    'Ж',
    'ש',
    'م',
    'ـ',
    'न',
    '\u093c',
    'ก',
    'ำ',
  ],
  ...['中', '文字', 'の', 'か\u3099', '한', '\u1112', '\u1161', '\u11ab', '각\u11a8', '가\u11a8', '\uf900', '\ufb1d'],
  ...[' ', '  ', '\t', '\v', '\u0085', '\u00a0', '\u2000', '\u3000', '\ufeff', '\u180e', '\u200b'],
  ...['\n', '\r', '\r\n', '\n\n', '\n \n', '\u2028'],
  ...['/', '//', '\n/', '/\n', "'", "''", "'s", "'S", "'ſ", "'re", "'ll", "'LL", "x's", "'t'"],
  ...['1', '12', '1234567', '²', '٣', '１', '½', '𝟙'],
  ...[
    '\u0301',
    '\u0338',
    '\u0323',
    '\u3099',
    '=',
    '<',
    '>',
    '!',
    '?.',
    '"',
    '{"',
    '[',
    '|',
    '，',
    '。',
    '、',
    '“',
    '；',
    '\u037e',
  ],
  ...['😀', '\u200d', '👩\u200d💻', '\ud800', '\udc00', '\ud83d', '\ude00', '\0'],
  ...[
    '<|endoftext|>',
    '<|endofprompt|>',
    '<|im_start|>',
    '<|im_end|>',
    '</tool_call>',
    '<|im_',
    '<|',
    '|>',
    '<tool',
    '_call>',
  ],
]

/** Any well-formed or ill-formed string, mostly made of what is tricky. */
export const trickyText = fc
  .array(
    fc.oneof(
      { arbitrary: fc.constantFrom(...tricky), weight: 8 },
      { arbitrary: fc.string({ unit: 'binary', maxLength: 3 }), weight: 1 },
      { arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), weight: 1 },
    ),
    { maxLength: 24, size: 'max' },
  )
  .map((parts) => parts.join(''))
