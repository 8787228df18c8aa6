import { type CharacterClass, characterClass, characterClasses } from './character-class.ts'

const { letter, digit, apostrophe } = characterClass
const classCount = 8

const always = 1
const everyThirdDigit = 2
const unlessContraction = 3

/**
 * Where a text may be divided so that the tokens of its parts are the tokens of the whole, in all three patterns:
 * after a character of one class and before one of another.
 *
 * Two things make a place certain. No alternative of a pattern matches across it. And the part before it is matched as
 * it was: the only look-ahead, `\s+(?!\S)`, is tried for white space without a later line break, so a part may end in
 * a line break or in no white space at all. Normalising to NFC does not move these places: neither composition nor
 * reordering crosses a line break, and none of the other characters that may begin a part composes with the one before.
 */
const cuts: Readonly<Record<CharacterClass, readonly CharacterClass[]>> = {
  // White space is matched only where a match begins, except line breaks, which may also end a run of punctuation.
  other: ['space'],
  punctuation: ['space'],
  slash: ['space'],
  apostrophe: ['space'],
  letter: ['space', 'digit', 'punctuation', 'slash'],
  digit: ['space', 'letter', 'punctuation', 'slash', 'apostrophe'],
  // The look-ahead decides how much of a run of spaces is one token.
  space: [],
  // o200k_base lets a run of punctuation go on through line breaks and slashes.
  newline: ['other', 'letter', 'digit', 'punctuation', 'apostrophe'],
}

const rules = ruleTable()

function ruleTable(): Uint8Array {
  const table = new Uint8Array(classCount * classCount)
  for (const [previous, following] of Object.entries(cuts)) {
    const row = characterClass[previous as CharacterClass] * classCount
    for (const next of following) table[row + characterClass[next]] = always
  }
  table[digit * classCount + digit] = everyThirdDigit
  table[letter * classCount + apostrophe] = unlessContraction
  return table
}

/**
 * The first certain cut after `from`, itself the start of the text or a certain cut, as an index into `text`; -1 if
 * there is none before the end. What comes after the text may not be known yet: the end is never a cut.
 */
export function nextCertainCut(text: string, from: number): number {
  let previous = classAt(text, from)
  // Digits are taken in threes (one by one in Qwen) from the start of a run, which has to be certain to count them.
  let digitsFrom = from
  for (let at = from + 1; at < text.length; at++) {
    const next = classAt(text, at)
    const rule = rules[previous * classCount + next]
    if (rule !== undefined && rule > 0 && isCut(rule, text, at, digitsFrom)) return at
    if (next === digit && previous !== digit) digitsFrom = previous === characterClass.other ? -1 : at
    previous = next
  }
  return -1
}

function isCut(rule: number, text: string, at: number, digitsFrom: number): boolean {
  if (rule === everyThirdDigit) return digitsFrom >= 0 && (at - digitsFrom) % 3 === 0
  if (rule === always) return true
  // `'s`, `'re` and the like belong to the word before them in o200k_base.
  return at + 1 < text.length && classAt(text, at + 1) !== letter
}

function classAt(text: string, at: number): number {
  return characterClasses[text.charCodeAt(at)] ?? characterClass.other
}
