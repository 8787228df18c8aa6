import { pick, random } from './random.mjs'

const HEX = '0123456789abcdef'
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LOWER = UPPER.toLowerCase()
const BASE64 = `${UPPER}${LOWER}0123456789+/`
const COMMON_EMOJI = Array.from(
  '😂❤🤣👍😭🙏😘🥰😍😊🎉😁💕🥺😅🔥😆🤔💯✨👀😎🚀✅❌⚠🤖💡📦🐛📝🔧⭐🌟🙌👏💪🤷😱😢😡🍕☕🏆🎯📈💰🌍',
)
const MATHEMATICS = Array.from('∀∃∈∉⊂⊆∪∩∧∨¬∑∏∫∂∇√∞≤≥≠≈≡±×⊕⊗ℝℕℤ→⇒⇔↦')
const POINTERS = Array.from('→←↑↓⇒↔✓✗✔■□▪●○◆★☆▶│└├─…•')
const SEQUENCES = ['👨‍👩‍👧', '🇩🇪', '👍🏽', '❤️', '1️⃣']

/** Texts of one kind, each grown by `piece` to 200 to 2,000 characters. */
function grow(kind, part, forms, count) {
  const next = random(kind + part)
  return Array.from({ length: count }, (_, at) => {
    const [form, piece] = forms[at % forms.length]
    const length = 200 + next() * 1800
    let text = ''
    while (text.length < length) text += piece(next)
    return { kind, name: `made ${kind}: ${form}`, text }
  })
}

const letters = (next, alphabet, length) => Array.from({ length }, () => pick(next, alphabet)).join('')
const whole = (next, digits) => Math.floor(next() * 10 ** (1 + Math.floor(next() * digits)))
const two = (next, below) => String(Math.floor(next() * below)).padStart(2, '0')
const time = (next) => `2024-${two(next, 12)}-${two(next, 28)}T${two(next, 24)}:${two(next, 60)}:${two(next, 60)}`

const BLOBS = [
  ['base64 in lines', (next) => `${letters(next, BASE64, 76)}\n`],
  ['base64', (next) => letters(next, BASE64, 100)],
  ['hashes', (next) => `${letters(next, HEX, 64)}\n`],
  ['uuids', (next) => `${[8, 4, 4, 4, 12].map((length) => letters(next, HEX, length)).join('-')}\n`],
  ['integrity', (next) => `sha512-${letters(next, BASE64, 86)}==\n`],
  ['keys', (next) => `${letters(next, `${BASE64.slice(0, 62)}-_`, 20)}${pick(next, [' ', '.'])}`],
]

const LETTERS = [
  ['lower case', (next) => letters(next, LOWER, 50)],
  ['upper case', (next) => letters(next, UPPER, 50)],
  ['words of both', (next) => `${letters(next, UPPER + LOWER, 1 + Math.floor(next() * 16))} `],
]

const NUMBERS = [
  ['csv', (next) => `${whole(next, 6)},${(next() * 1000).toFixed(2)},${whole(next, 9)}\n`],
  [
    'log',
    (next) =>
      `${time(next)}Z ${pick(next, ['INFO', 'WARN', 'ERROR'])} [worker-${whole(next, 1)}] GET /api/v1/users/${whole(next, 6)} 200 ${whole(next, 3)}ms\n`,
  ],
  ['coordinates', (next) => `[${(next() * 360 - 180).toFixed(6)},${(next() * 180 - 90).toFixed(6)}],`],
  ['addresses', (next) => `${[3, 3, 3, 3].map((digits) => whole(next, digits)).join('.')} - ${whole(next, 5)}\n`],
  ['fractions', (next) => `${next()} `],
  ['table', (next) => `| ${String(whole(next, 5)).padStart(8)} | ${String(whole(next, 5)).padEnd(10)} |\n`],
]

const blanks = (words) => [
  ['columns', (next) => pick(next, words).padEnd(8 + Math.floor(next() * 40)) + (next() < 0.2 ? '\n' : '')],
  ['spread out', (next) => pick(next, words) + '\n'.repeat(1 + next() * 5) + ' '.repeat(next() * 20)],
  [
    'tabs',
    (next) =>
      `${'\t'.repeat(1 + next() * 6)}${pick(next, words)} ${pick(next, words)}${pick(next, [';', ' {', ',', ''])}${pick(next, ['\n', '\r\n'])}`,
  ],
  ['deep', (next) => `${' '.repeat(4 + 4 * Math.floor(next() * 8))}${pick(next, words)}: ${pick(next, words)},\n`],
]

function emoji(words) {
  const all = []
  for (let code = 0x231a; code < 0x1fb00; code++) {
    const character = String.fromCodePoint(code)
    if (/\p{Emoji_Presentation}/u.test(character)) all.push(character)
  }
  const one = (next) => pick(next, [COMMON_EMOJI, COMMON_EMOJI, COMMON_EMOJI, all, SEQUENCES][Math.floor(next() * 5)])
  const phrase = (next) => Array.from({ length: 1 + next() * 12 }, () => pick(next, words)).join(' ')
  return [
    ['alone', (next) => one(next)],
    ['in chats', (next) => `${phrase(next)} ${pick(next, COMMON_EMOJI)}${pick(next, ['', ' ', '\n'])}`],
    ['with text', (next) => `${phrase(next)} ${one(next)}${pick(next, ['', ' ', '\n'])}`],
  ]
}

const colour = (next) => `\u001b[${pick(next, ['0', '1', '31', '32', '1;33', '39'])}m`
const frame = (next, columns, width) =>
  `${pick(next, '┌├└')}${Array.from({ length: columns }, () => '─'.repeat(width)).join(pick(next, '┬┼┴'))}${pick(next, '┐┤┘')}\n`

const signs = (words) => [
  [
    'formulas',
    (next) =>
      `${pick(next, MATHEMATICS)}${pick(next, [' ', ''])}${pick(next, LOWER)}${pick(next, [' ', '', '₁', '²'])}${pick(next, MATHEMATICS)} `,
  ],
  [
    'frames',
    (next) =>
      `${frame(next, 3, 4 + next() * 20)}${[1, 2, 3].map(() => `│ ${pick(next, words).padEnd(8)} `).join('')}│\n`,
  ],
  ['pointers', (next) => `${pick(next, POINTERS)} ${pick(next, words)} ${pick(next, words)}${pick(next, [' ', '\n'])}`],
]

const markup = (words) => [
  [
    'elements',
    (next) => {
      const name = pick(next, words).replace(/\W/g, '')
      return `${' '.repeat(2 * Math.floor(next() * 4))}<${name}>${pick(next, words)}</${name}>\n`
    },
  ],
  [
    'attributes',
    (next) =>
      `<${pick(next, words)} ${pick(next, words)}="${whole(next, 4)}" ${pick(next, words)}="${pick(next, words)}"/>\n`,
  ],
]

const tables = (words) => [
  [
    'empty',
    (next) =>
      `|${pick(next, [' ', '   ', '']).repeat(1 + next() * 4)}|${pick(next, ['---', ' --- ', ' ---: ', ' :-: '])}|\n`,
  ],
  [
    'rules',
    (next) =>
      `${Array.from({ length: 2 + next() * 5 }, () => `|${pick(next, ['---', ' --- ', ' ---: ', ':---', '------'])}`).join('')}|\n`,
  ],
  ['cells', (next) => `${Array.from({ length: 2 + next() * 5 }, () => `| ${pick(next, words)} `).join('')}|\n`],
]

const controls = (words) => [
  [
    'colours',
    (next) => `${colour(next)}${pick(next, words)}${colour(next)} ${pick(next, words)}${pick(next, [' ', '\n'])}`,
  ],
  ['bytes', (next) => String.fromCharCode(next() * 32)],
]

/** Texts that no document holds enough of. `words` are ordinary ones to stand between. */
export const madeTexts = (part, words) => [
  ...grow('blobs', part, BLOBS, 120),
  ...grow('random letters', part, LETTERS, 60),
  ...grow('numbers', part, NUMBERS, 120),
  ...grow('whitespace', part, blanks(words), 100),
  ...grow('emoji', part, emoji(words), 90),
  ...grow('symbols', part, signs(words), 90),
  ...grow('XML', part, markup(words), 60),
  ...grow('Markdown tables', part, tables(words), 60),
  ...grow('control characters', part, controls(words), 40),
]
