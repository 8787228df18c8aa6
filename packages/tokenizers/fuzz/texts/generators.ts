import type { Random } from '../random.ts'
import { adversaries } from './adversarial.ts'
import * as characters from './characters.ts'
import type { Material } from './material.ts'

/** Makes texts of one kind. */
export interface Generator {
  readonly name: string
  /** How often it is chosen, beside the others. */
  readonly weight: number
  generate(random: Random, material: Material): string
}

type Make = (random: Random, material: Material) => string

/** A text from one of the {@link generators}, or from several of them. */
export function anyText(random: Random, material: Material): string {
  return random.pick(lots).generate(random, material)
}

const letters = [
  characters.uppercase,
  characters.lowercase,
  characters.titlecase,
  characters.modifierLetter,
  characters.otherLetter,
]
const hardLetters = [...'aAzZéßǅǈʰªſKΩµİıﬀ中かカ가ꙮⅷ'].concat('e\u0301', '\u2126', '\u212a', '\u1e9e')
const spaces = [
  ' ',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '/',
  '\v',
  '\f',
  '\u0085',
  '\u00a0',
  '\u1680',
  '\u2003',
]
const notQuiteSpaces = [
  '\u2028',
  '\u2029',
  '\u202f',
  '\u205f',
  '\u3000',
  '\ufeff',
  '\u180e',
  '\u200b',
  '\u2060',
  '\u0000',
]
const marks = [
  '\u0301',
  '\u0323',
  '\u0338',
  '\u3099',
  '\u309a',
  '\u0345',
  '\u093c',
  '\u0f71',
  '\u0f72',
  '\u20dd',
  '\u200d',
]
const jamo: readonly (readonly [number, number])[] = [
  [0x1100, 0x1112],
  [0x1161, 0x1175],
  [0x11a7, 0x11c2],
]
const prototypeNames = [
  'hasOwnProperty',
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'prototype',
  'length',
  'then',
]
const brackets = [...'{}[]()<>;:,."\'`=+-*/%&|!?#$@^~\\_']
const codeWords = [
  'const',
  'return',
  'function',
  'getHTTPResponseCode',
  'x_1',
  'i++',
  '=>',
  '!==',
  '//',
  '/*',
  '*/',
  '"',
  "'s",
]

/** A character between these has other tokens where it is taken for a letter, a number, a space or a sign. */
const before = ['', '', 'a', ' ', '  ', '1', '!', "'", '\n', 'A', '中']
const after = ["'s", "'LL", '.get', '\n \n', '123', ' a', '/\n', '==', 'a', 'A', '中', '']

/** Every kind of text that tokenizers are known to disagree on. */
const generators: readonly Generator[] = [
  kind('planes', 4, (random) => some(random, () => planePoint(random))),
  kind('assigned', 4, (random) => some(random, () => point(random, characters.assigned))),
  kind('scripts', 6, (random) => {
    const chosen = [random.pick(characters.scripts), random.pick(characters.scripts)]
    return some(random, () => (random.oneIn(6) ? random.pick(spaces) : point(random, random.pick(chosen))))
  }),
  kind('in context', 12, (random) => some(random, () => random.pick(before) + anyPoint(random) + random.pick(after))),
  kind('white space', 6, (random) =>
    some(random, () => {
      if (random.oneIn(4)) return random.pick(['a', '1', '!', 'é', '中', ...notQuiteSpaces])
      return random.oneIn(3) ? point(random, characters.whiteSpace) : random.pick(spaces)
    }),
  ),
  kind('contractions', 4, (random) =>
    some(random, () =>
      random.oneIn(3)
        ? random.pick([...hardLetters, ' ', '1', "'"])
        : random.pick(["'", '\u2019']) + contraction(random),
    ),
  ),
  kind('numbers', 4, (random) =>
    some(random, () => {
      if (random.oneIn(5)) return random.pick([' ', 'a', '.', '-', '\n', '中'])
      return random.oneIn(2)
        ? point(random, random.pick([characters.number, characters.decimal]))
        : `${random.below(1e6)}`
    }),
  ),
  kind('case', 6, (random) => some(random, () => cased(random))),
  kind('marks', 4, (random) =>
    some(random, () =>
      random.oneIn(2)
        ? random.pick([...hardLetters, ' ', '=', '<', '\n', '1'])
        : random.pick([random.pick(marks), point(random, characters.mark)]),
    ),
  ),
  kind('composition', 6, (random) => {
    const start = random.below(characters.decomposable.length)
    return some(random, () => composition(random, start))
  }),
  kind('emoji', 3, (random) =>
    some(random, () =>
      random.oneIn(4) ? random.pick(['\u200d', '\ufe0f', ' ', '\u{1f3fd}', 'a']) : random.pick(characters.emoji),
    ),
  ),
  kind('punctuation', 4, (random) =>
    some(random, () => {
      if (random.oneIn(3)) return random.pick([' ', '\n', '/', 'a', '1', '\r\n', 'é'])
      return random.oneIn(2)
        ? random.pick(brackets)
        : point(random, random.pick([characters.punctuation, characters.symbol]))
    }),
  ),
  kind('special tokens', 5, (random, material) => some(random, () => nearSpecial(random, material.specials))),
  kind('tokens', 12, (random, { words }) => some(random, () => random.pick(words))),
  kind('token bytes', 4, (random, { tokens }) =>
    Buffer.concat(Array.from({ length: size(random) }, () => random.pick(tokens))).toString(),
  ),
  kind('letter tokens', 8, (random, { letters }) =>
    some(random, () => (random.oneIn(8) ? random.pick([' ', "'s", '-', 'I', '中']) : random.pick(letters))),
  ),
  kind('related tokens', 6, (random, { words }) => {
    const start = random.below(words.length)
    return some(random, () => words[(start + random.below(40)) % words.length] as string)
  }),
  kind('parts of tokens', 6, (random, { words }) => some(random, () => part(random, random.pick(words)))),
  kind('Chinese tokens', 6, (random, { han }) =>
    some(random, () =>
      random.oneIn(4) ? random.pick(['，', '。', 'の', ' ', 'a', 'APP', 'Ai', '1']) : random.pick(han),
    ),
  ),
  kind('Chinese characters', 4, (random) => some(random, () => String.fromCharCode(random.between(0x4e00, 0x9fff)))),
  kind('repeated', 5, (random, { words }) => {
    const unit = random.oneIn(2) ? random.pick(words) : cased(random)
    return (
      random.pick(['', ' ', 'a']) +
      unit.repeat(random.between(2, random.oneIn(20) ? 400 : 40)) +
      random.pick(['', ' ', 'b'])
    )
  }),
  kind('unbroken', 3, (random) =>
    random.pick(adversaries).make(random.oneIn(300) ? random.between(1_000, 10_000) : aboutPowerOfTwo(random)),
  ),
  kind('code', 4, (random, { words }) =>
    some(random, () =>
      random.pick([random.pick(codeWords), random.pick(brackets), random.pick(spaces), random.pick(words)]),
    ),
  ),
  kind('JSON', 2, (random, material) =>
    JSON.stringify({
      [part(random, corpusPart(random, material))]: [random.below(1e9) / 1e3, corpusPart(random, material)],
    }),
  ),
  kind('surrogates', 4, (random) =>
    some(random, () =>
      random.oneIn(2) ? String.fromCharCode(random.between(0xd800, 0xdfff)) : random.pick(hardLetters),
    ),
  ),
  kind('prototype names', 2, (random) =>
    some(random, () => random.pick(prototypeNames) + random.pick(['', ' ', '.', '\n'])),
  ),
  kind('control characters', 3, (random) =>
    some(random, () =>
      random.oneIn(4) ? random.pick(notQuiteSpaces) : String.fromCharCode(random.below(random.pick([0x21, 0xa1]))),
    ),
  ),
  kind('corpus', 8, (random, material) => corpusPart(random, material)),
  kind('altered corpus', 10, (random, material) => altered(random, material)),
]

const mixed = kind('mixed', 12, (random, material) => {
  const parts = Array.from({ length: random.between(2, 5) }, () => random.pick(generators).generate(random, material))
  return (random.oneIn(10) ? '\ufeff' : '') + parts.join('')
})

/** Each generator as often as its weight. */
const lots = [...generators, mixed].flatMap((generator) => new Array<Generator>(generator.weight).fill(generator))

/** A text of at least `units` UTF-16 units, of all kinds. */
export function longText(random: Random, material: Material, units: number): string {
  const parts: string[] = []
  for (let length = 0; length < units; ) {
    const next = random.oneIn(3) ? corpusPart(random, material) : anyText(random, material)
    parts.push(next)
    length += next.length
  }
  return parts.join('')
}

function kind(name: string, weight: number, generate: Make): Generator {
  return { name, weight, generate }
}

/** Mostly a few, so that many texts are tried and a difference is found in a short one. */
function size(random: Random): number {
  if (random.oneIn(500)) return random.between(100, 500)
  return random.between(1, random.oneIn(10) ? 100 : 12)
}

/** The sizes at which what an engine sets aside is full. */
function aboutPowerOfTwo(random: Random): number {
  return 2 ** random.between(1, 10) + random.between(-2, 2)
}

function some(random: Random, make: () => string): string {
  return Array.from({ length: size(random) }, make).join('')
}

function point(random: Random, points: Uint32Array): string {
  return String.fromCodePoint(random.pick(points))
}

/** Any code point, each plane as often as the others. */
function planePoint(random: Random): string {
  return String.fromCodePoint(random.below(17) * 0x10000 + random.below(0x10000))
}

/** A character of any script, each as often as the others, or at times any code point. */
function anyPoint(random: Random): string {
  return random.oneIn(8) ? planePoint(random) : point(random, random.pick(characters.scripts))
}

function contraction(random: Random): string {
  const suffix = random.pick(['s', 't', 're', 've', 'm', 'll', 'd', 'ſ', 'l', 'r', 'v', 'ſs', 'rE', 'lL'])
  return random.oneIn(3) ? suffix.toUpperCase() : suffix
}

function cased(random: Random): string {
  if (random.oneIn(5)) return random.pick([' ', ' ', "'s", "'LL", '\u0301', '-', '_', '1'])
  return random.oneIn(3) ? random.pick(hardLetters) : point(random, random.pick(letters))
}

/** Characters that are near each other in the list, and so of one script, are those that compose with each other. */
function composition(random: Random, start: number): string {
  if (random.oneIn(6)) return jamo.map(([low, high]) => String.fromCharCode(random.between(low, high))).join('')
  if (random.oneIn(4)) return random.pick(marks)
  const { decomposable } = characters
  const character = String.fromCodePoint(decomposable[(start + random.below(12)) % decomposable.length] as number)
  return random.pick([character, character.normalize('NFD'), random.pick(Array.from(character.normalize('NFD'))), ' '])
}

/** A special token, or what is left when someone cut one or typed one wrongly. */
function nearSpecial(random: Random, specials: readonly string[]): string {
  const name = random.pick(specials)
  const others = [
    name.slice(0, -1),
    name.slice(1),
    part(random, name),
    name.toUpperCase(),
    name.replace('|', '\u0338|'),
  ]
  return random.pick([
    name,
    name,
    random.pick(others),
    random.pick(['<', '|', '>', '<|', '|>', '\u0338', ' ', '\n', 'a']),
  ])
}

function part(random: Random, text: string): string {
  const start = random.below(text.length)
  return text.slice(start, start + random.between(1, text.length - start))
}

function corpusPart(random: Random, { corpora }: Material): string {
  const text = random.pick(corpora)
  const start = random.below(text.length)
  return text.slice(start, start + random.between(1, random.oneIn(20) ? 2_000 : 120))
}

/** A piece of a real text with up to four changes in it. */
function altered(random: Random, material: Material): string {
  let text = corpusPart(random, material)
  for (let changes = random.between(1, 4); changes > 0; changes--) {
    const start = random.below(text.length + 1)
    const end = Math.min(text.length, start + random.between(1, 6))
    text = text.slice(0, start) + alteration(random, material, text.slice(start, end), text) + text.slice(end)
  }
  return text
}

function alteration(random: Random, material: Material, old: string, text: string): string {
  const ways = [
    () => '',
    () => old + old,
    () => old.toUpperCase(),
    () => old.toLowerCase(),
    () => old.normalize('NFD'),
    () => part(random, text || ' ') + old,
    () => old + random.pick(generators).generate(random, material).slice(0, 20),
  ]
  return random.pick(ways)()
}
