import model from './token-model.json' with { type: 'json' }

/**
 * What an estimate needs to know of a text: how often each class of characters stood in each place, and where the
 * reading stopped. Plain data, made by {@link countFeatures}.
 */
export interface TextFeatures {
  readonly counts: readonly number[]
  /** Class of the last character. */
  readonly kind: number
  /** Code point of the last character; -1 before the first. */
  readonly last: number
  /** How many characters of its run stand before the last character. */
  readonly run: number
  /** How many equal characters stand right before the last character. */
  readonly same: number
  /** A high surrogate whose other half may still come, or nothing. */
  readonly half: string
}

/** Classes of `token-model.json` that the rules name: those below {@link ACCENTED} are ASCII, a word is of LOWER to LATIN. */
const DIGIT = 0
const SPACE = 1
const CONTROL = 3
const PUNCTUATION = 4
const LOWER = 5
const UPPER = 6
const ACCENTED = 7
const LATIN = 9

/** Counters: four places for each class of ASCII, one for each other class, four levels of pairs, five kinds of repeats. */
const PLACES = 4
const OTHERS = ACCENTED * (PLACES - 1)
const PAIRS = 52
const REPEATS = 56
const COUNTERS = 61

const REPEATED = 3

/** The class of each code point up to U+20000, from where all are of one class. */
const CLASSES = /* @__PURE__ */ classes()

function classes(): Uint8Array {
  const table = new Uint8Array(0x20001)
  for (const [start, kind] of model.classes) table.fill(kind as number, Number.parseInt(start as string, 16))
  return table
}

const classOf = (codePoint: number): number => CLASSES[Math.min(codePoint, 0x20000)] as number

const isWord = (kind: number): boolean => kind >= LOWER && kind <= LATIN

/** Whether a character goes on with the run of the one before: a word up to a new hump, three digits, one class. */
function goesOn(kind: number, before: number, run: number): boolean {
  if (!isWord(kind) || !isWord(before)) return kind === before && (kind !== DIGIT || run < 2)
  return kind === UPPER ? before !== LOWER : kind !== LOWER || before !== UPPER || run === 0
}

/** After a blank, after punctuation, after anything else, within a run. */
function placeOf(run: number, before: number): number {
  if (run > 0) return 3
  return before === PUNCTUATION ? 1 : before >= SPACE && before <= CONTROL ? 0 : 2
}

function repeatOf(kind: number, codePoint: number): number {
  if (kind === SPACE) return 0
  if (kind === PUNCTUATION) return model.rulers.includes(String.fromCharCode(codePoint)) ? 3 : 4
  return kind < PUNCTUATION ? 1 : 2
}

/** How rarely a token holds both letters: 0 (almost all do) to 4. The letter before is none at the start of a word. */
const levelOf = (before: number, letter: number): number =>
  (model.pairs[before & 31] as string).charCodeAt((letter & 31) - 1) - 48

/** Reads the units of a text before `end`; a surrogate without its other half is one character. */
function read(text: string, end: number, before: TextFeatures): TextFeatures {
  const counts = before.counts.slice()
  const count = (counter: number) => {
    counts[counter] = (counts[counter] as number) + 1
  }
  let { kind, last, run, same } = before
  for (let at = 0; at < end; at++) {
    const codePoint = text.codePointAt(at) as number
    if (codePoint > 0xffff) at++
    const next = classOf(codePoint)
    run = goesOn(next, kind, run) ? run + 1 : 0
    same = codePoint === last ? same + 1 : 0
    if (next >= ACCENTED) count(OTHERS + next)
    else if (same >= REPEATED && next !== DIGIT) count(REPEATS + repeatOf(next, codePoint))
    else {
      count(PLACES * next + placeOf(run, kind))
      const level = next < LOWER ? 0 : levelOf(kind === LOWER || kind === UPPER ? last : 0, codePoint)
      if (level > 0) count(PAIRS - 1 + level)
    }
    kind = next
    last = codePoint
  }
  return { counts, kind, last, run, same, half: '' }
}

const NOTHING: TextFeatures = {
  counts: /* @__PURE__ */ new Array<number>(COUNTERS).fill(0),
  kind: CONTROL,
  last: -1,
  run: 0,
  same: 0,
  half: '',
}

const isHighSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xd800

/**
 * Counts the features of a text in one pass. A long text may be counted in chunks, divided anywhere, by handing the
 * features on.
 *
 * @example
 * const half = countFeatures('Hello, ')
 * formatExact(estimateTokens(countFeatures('world!', half), 'qwen').likely) // '4'
 */
export function countFeatures(text: string, before: TextFeatures = NOTHING): TextFeatures {
  const whole = before.half + text
  const end = whole.length - (isHighSurrogate(whole.charCodeAt(whole.length - 1)) ? 1 : 0)
  return { ...read(whole, end, before), half: whole.slice(end) }
}

/** The features of a text that ends here: half a pair is a character of its own. */
export const endFeatures = (features: TextFeatures): TextFeatures =>
  features.half === '' ? features : read(features.half, 1, features)
