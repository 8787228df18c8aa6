import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const unicode = '16.0.0'
const codePoints = 0x110000

/** Bits of a class: see `src/unicode/character-classes.ts`, whose test compares them with the same lists. */
const bit = { letter: 1, number: 2, space: 4, newline: 8, upper: 16, lower: 32, symbol: 64, composing: 128 }

const assigned = (await property('General_Category/Unassigned')).map((used) => 1 - used)
const excluded = await property('Binary_Property/Full_Composition_Exclusion')

/**
 * Writes the data modules of `src/unicode/` from the Unicode edition pinned above, and nothing newer: the host only
 * has to know at least that edition, because decompositions and combining classes never change once assigned.
 */
async function writeUnicode() {
  if (Number.parseInt(process.versions.unicode ?? '0', 10) < Number.parseInt(unicode, 10))
    throw new Error(`This Node knows Unicode ${process.versions.unicode}: at least ${unicode} is needed`)
  write('character-classes.json', encodeRuns(await characterClasses()))
  write('canonical-mappings.json', { ranks: encodeRuns(combiningRanks()), ...canonicalMappings() })
}

async function characterClasses() {
  const classes = new Uint8Array(codePoints)
  /** @param {number} codePoint @param {number} value */
  const add = (codePoint, value) => {
    classes[codePoint] = Number(classes[codePoint]) | value
  }
  for (const [value, names] of /** @type {[number, string[]][]} */ ([
    [bit.letter, ['General_Category/Letter']],
    [bit.number, ['General_Category/Number']],
    [bit.space, ['Binary_Property/White_Space']],
    [bit.upper, categories('Uppercase_Letter Titlecase_Letter Modifier_Letter Other_Letter Mark')],
    [bit.lower, categories('Lowercase_Letter Modifier_Letter Other_Letter Mark')],
    [bit.symbol, categories('Punctuation Symbol')],
  ])) {
    for (const name of names) {
      for (const [codePoint, used] of (await property(name)).entries()) add(codePoint, used && value)
    }
  }
  add(0x0a, bit.newline)
  add(0x0d, bit.newline)
  for (const codePoint of composingCharacters()) add(codePoint, bit.composing)
  return classes
}

/** @param {string} names */
function categories(names) {
  return names.split(' ').map((name) => `General_Category/${name}`)
}

/**
 * Characters whose NFC_Quick_Check is not Yes, or whose combining class is not 0; and those whose decomposition begins
 * with such a one: its beginning may compose with what stands before.
 */
function composingCharacters() {
  const composing = new Set()
  for (let codePoint = 0; codePoint < codePoints; codePoint++) {
    if (!assigned[codePoint]) continue
    const character = String.fromCodePoint(codePoint)
    if (excluded[codePoint]) composing.add(codePoint)
    else if (moves(character)) composing.add(Array.from(character.normalize('NFD')).at(-1)?.codePointAt(0))
    else if (isReordered(character)) composing.add(codePoint)
  }
  for (let codePoint = 0; codePoint < codePoints; codePoint++) {
    if (!assigned[codePoint]) continue
    const first = String.fromCodePoint(codePoint).normalize('NFD').codePointAt(0)
    if (first !== codePoint && composing.has(first)) composing.add(codePoint)
  }
  return composing
}

/** Whether a character has a combining class: U+0345 has the highest of all, U+0334 the lowest. */
function isReordered(/** @type {string} */ character) {
  return (
    /^\p{M}$/u.test(character) && (character === '\u0345' || moves(`\u0345${character}`) || moves(`${character}\u0334`))
  )
}

function moves(/** @type {string} */ text) {
  return text.normalize('NFD') !== text
}

/** For each character, the place of its combining class among all those in use: only their order matters. */
function combiningRanks() {
  /** A character of each class, in order. @type {string[]} */
  const order = ['a']
  const all = Array.from({ length: codePoints }, (_, codePoint) => String.fromCodePoint(codePoint))
  const combining = all.filter(
    (character, codePoint) => assigned[codePoint] && !moves(character) && isReordered(character),
  )
  for (const character of combining) {
    if (order.some((other) => isEqual(other, character))) continue
    order.splice(order.filter((other) => !moves(other + character)).length, 0, character)
  }
  const ranks = new Uint8Array(codePoints)
  for (const character of combining) {
    ranks[Number(character.codePointAt(0))] = order.findIndex((other) => isEqual(other, character))
  }
  return ranks
}

/** Whether two characters, neither decomposable, have one combining class; a starter has none. */
function isEqual(/** @type {string} */ left, /** @type {string} */ right) {
  return left !== 'a' && !moves(left + right) && !moves(right + left)
}

/**
 * `composites`: characters that are composed of two, the first of which may be composed itself. `exclusions`: those
 * that only decompose, in full. A record is code points in base 36, the first as its distance from the record before.
 */
function canonicalMappings() {
  /** @type {number[][]} */
  const composites = []
  /** @type {number[][]} */
  const exclusions = []
  for (let codePoint = 0; codePoint < codePoints; codePoint++) {
    const character = String.fromCodePoint(codePoint)
    if (!assigned[codePoint] || isHangulSyllable(codePoint) || !moves(character)) continue
    const parts = Array.from(character.normalize('NFD'))
    if (!excluded[codePoint]) parts.splice(0, parts.length, ...halves(parts))
    const record = [codePoint, ...parts.map((part) => Number(part.codePointAt(0)))]
    if (excluded[codePoint]) exclusions.push(record)
    else composites.push(record)
  }
  return { composites: encodeRecords(composites), exclusions: encodeRecords(exclusions) }
}

/** @param {string[]} parts */
function halves(parts) {
  const first = parts.slice(0, -1).join('').normalize('NFC')
  const second = String(parts.at(-1))
  if (Array.from(first).length !== 1) throw new Error(`${parts.join('')} is not composed of two characters`)
  return [first, second]
}

/** @param {number} codePoint Computed, not listed. */
function isHangulSyllable(codePoint) {
  return codePoint >= 0xac00 && codePoint <= 0xd7a3
}

/** @param {number[][]} records */
function encodeRecords(records) {
  let last = 0
  return records
    .map(([first = 0, ...rest]) => {
      const distance = first - last
      last = first
      return `${[distance, ...rest].map((number) => number.toString(36)).join(' ')},`
    })
    .join('')
}

/** @param {Uint8Array} table The form is that of `src/unicode/decode-runs.ts`. */
function encodeRuns(table) {
  const values = [...new Set(table)].sort((a, b) => a - b)
  let runs = ''
  for (let start = 0; start < table.length; ) {
    let end = start + 1
    while (end < table.length && table[end] === table[start]) end++
    runs += `${end - start === 1 ? '' : end - start}${String.fromCharCode(65 + values.indexOf(Number(table[start])))}`
    start = end
  }
  return { values, runs }
}

/**
 * 1 for each code point that has a property, 0 for any other.
 *
 * @param {string} name
 */
async function property(name) {
  /** @type {{ default: { begin: number, end: number }[] }} */
  const { default: ranges } = await import(`@unicode/unicode-${unicode}/${name}/ranges.mjs`)
  const table = new Uint8Array(codePoints)
  for (const { begin, end } of ranges) table.fill(1, begin, end)
  return table
}

/** @param {string} name @param {unknown} data */
function write(name, data) {
  writeFileSync(new URL(`../src/unicode/${name}`, import.meta.url), `${JSON.stringify(data)}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeUnicode()
