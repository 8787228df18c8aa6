/**
 * What is certain about a UTF-16 code unit under every edition of Unicode, so that a boundary derived from it holds
 * for the engine's tables and for the host's. Anything not listed is `other`: it may be anything but white space.
 */
export const characterClass = {
  other: 0,
  letter: 1,
  digit: 2,
  punctuation: 3,
  slash: 4,
  apostrophe: 5,
  space: 6,
  newline: 7,
} as const

/** The name of one of the classes. */
export type CharacterClass = keyof typeof characterClass

/** First and last code unit of each range, as two characters; a pair of equal characters is a single one. */
const ranges: Readonly<Record<Exclude<CharacterClass, 'other'>, readonly string[]>> = {
  letter: [
    'AZ',
    'az',
    '\u00c0\u00d6',
    '\u00d8\u00f6',
    '\u00f8\u024f',
    '\u0391\u03a1',
    '\u03a3\u03c9',
    '\u0410\u044f',
    '\u05d0\u05ea',
    '\u0621\u063a',
    '\u0641\u064a',
    '\u0904\u0939',
    '\u0e01\u0e30',
    '\u3041\u3096',
    '\u30a1\u30fa',
    '\u4e00\u9fa5',
    '\uac00\ud7a3',
  ],
  digit: ['09'],
  punctuation: [
    '!&',
    '(.',
    ':@',
    '[`',
    '{~',
    '\u2010\u2027',
    '\u3001\u3003',
    '\u3008\u3011',
    '\uff01\uff0f',
    '\uff1a\uff20',
  ],
  slash: ['//'],
  apostrophe: ["''"],
  // Unicode's White_Space, which the engine's \s is; not JavaScript's \s, which has U+FEFF and lacks U+0085.
  space: [
    '\t\t',
    '\v\f',
    '  ',
    '\x85\x85',
    '\xa0\xa0',
    '\u1680\u1680',
    '\u2000\u200a',
    '\u2028\u2029',
    '\u202f\u202f',
    '\u205f\u205f',
    '\u3000\u3000',
  ],
  newline: ['\n\n', '\r\r'],
}

/** The number in {@link characterClass} of each of the 65,536 code units. */
export const characterClasses: Uint8Array = classify()

function classify(): Uint8Array {
  const classes = new Uint8Array(0x10000)
  for (const [name, pairs] of Object.entries(ranges)) {
    const value = characterClass[name as CharacterClass]
    for (const pair of pairs) classes.fill(value, pair.charCodeAt(0), pair.charCodeAt(1) + 1)
  }
  return classes
}
