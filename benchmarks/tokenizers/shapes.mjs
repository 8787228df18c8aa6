import { readCorpus } from '../corpora/corpus.mjs'
import { prefixOf } from './prefix-of.mjs'

/**
 * Texts that a tokenizer's pattern does not cut, or cuts at every character, by name: `(bytes, seed) => string` of
 * about that many bytes of UTF-8. Equal arguments, equal text.
 */
export const shapes = {
  'one letter': (bytes) => 'a'.repeat(bytes),
  spaces: (bytes) => ' '.repeat(bytes),
  'Chinese without punctuation': (bytes, seed) => unpunctuatedChinese(bytes, seed),
  'a repeated phrase': (bytes) => prefixOf('thequickbrownfoxjumpsoverthelazydog'.repeat(bytes / 35 + 1), bytes),
  'random letters': (bytes, seed) => randomly([...'abcdefghijklmnopqrstuvwxyz'], bytes, seed),
  'emoji with joiners': (bytes, seed) => randomly(emoji, bytes, seed),
  '= signs': (bytes) => '='.repeat(bytes),
  newlines: (bytes) => '\n'.repeat(bytes),
  digits: (bytes, seed) => randomly([...'0123456789'], bytes, seed),
  'combining marks': (bytes) => '\u0301\u0323'.repeat(bytes / 4),
}

const emoji = ['👨‍👩‍👧‍👦', '👩🏽‍💻', '🏳️‍🌈', '🧑🏿‍🤝‍🧑🏻', '❤️‍🔥', '👁️‍🗨️', '🐻‍❄️', '🇨🇳', '👍🏼', '🚀']

/** Chinese as it is written, without everything that is not a Chinese character, in stretches put in random order. */
function unpunctuatedChinese(bytes, seed) {
  const characters = readCorpus('zh').replace(/\P{Script=Han}+/gu, '')
  const random = randomNumbers(seed)
  const stretches = []
  for (let left = bytes; left > 0; left -= 300) {
    const from = Math.floor(random() * (characters.length - 100))
    stretches.push(characters.slice(from, from + 100))
  }
  return prefixOf(stretches.join(''), bytes)
}

/** Choices at random, whole, up to `bytes` bytes. */
function randomly(choices, bytes, seed) {
  const random = randomNumbers(seed)
  const encoded = choices.map((choice) => Buffer.from(choice))
  const text = Buffer.alloc(bytes)
  let size = 0
  for (;;) {
    const chosen = encoded[Math.floor(random() * choices.length)]
    if (size + chosen.length > bytes) return text.toString('utf8', 0, size)
    for (let index = 0; index < chosen.length; index++) text[size++] = chosen[index]
  }
}

/** Numbers in [0, 1) by mulberry32: the same for the same seed, on every machine. */
function randomNumbers(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
