import model from './token-model.json' with { type: 'json' }

/**
 * What an estimate needs to know of a text: how often each class of characters stood in each place, and where the
 * reading stopped. Plain data, made by {@link countFeatures}.
 */
export interface TextFeatures {
  readonly counts: readonly number[]
  /** The last UTF-16 unit other than a carriage return; -1 before the first. */
  readonly last: number
  /** How many units of its run stand before the last one. */
  readonly run: number
  /** How many equal units stand right before the last one. */
  readonly same: number
}

/** Classes of `token-model.json` that rules name: blanks end with TAB, ASCII with UPPER, words are LOWER to LATIN. */
const TAB = 2
const PUNCTUATION = 3
const DIGIT = 4
const LOWER = 5
const UPPER = 6
const ACCENTED = 7
const LATIN = 9
const FRAME = 32

/**
 * Counters: four places of each class of ASCII, one of each other class, two of carriage returns, four levels of pairs,
 * five kinds of repeats.
 */
const PLACES = 4
const OTHERS = 21
const RETURNS = 55
const PAIRS = 57
const REPEATS = 61
const COUNTERS = 66

const RETURN = 13

/** Equal units before one from which on it counts as repeated. */
const REPEATED = 3

/** The class of each UTF-16 unit. */
const CLASSES = /* @__PURE__ */ classes()

function classes(): Uint8Array {
  const table = new Uint8Array(0x10000)
  for (const [start, kind] of model.classes) table.fill(kind as number, Number.parseInt(start as string, 16))
  return table
}

const isWord = (kind: number): boolean => kind >= LOWER && kind <= LATIN

/** Whether a run goes on: a word up to the next hump, three digits, otherwise one class. */
const goesOn = (kind: number, before: number, run: number): boolean =>
  isWord(kind) && isWord(before) ? kind !== UPPER || before !== LOWER : kind === before && (kind !== DIGIT || run < 2)

/** After a blank, after punctuation, after anything else, within a run. */
function placeOf(run: number, before: number): number {
  if (run > 0) return 3
  return before < PUNCTUATION ? 0 : before > PUNCTUATION ? 2 : 1
}

const isRepeated = (kind: number, same: number): boolean =>
  same >= REPEATED && kind !== DIGIT && (kind < ACCENTED || kind === FRAME)

/** A space, another blank, a letter, a sign that rules are drawn with, another sign. */
function repeatOf(kind: number, unit: number): number {
  if (kind === FRAME) return 3
  if (kind === PUNCTUATION) return model.rulers.includes(String.fromCharCode(unit)) ? 3 : 4
  return kind > PUNCTUATION ? 2 : Math.min(kind, 1)
}

/** Whether two units are the halves of one character. */
const joins = (high: number, low: number): boolean => high >> 10 === 54 && low >> 10 === 55

/** A unit that is not repeated: its class and place, or that of the pair it ends. */
function counterOf(unit: number, kind: number, last: number, before: number, run: number): number {
  if (kind < ACCENTED) return PLACES * kind + placeOf(run, before)
  return OTHERS + (joins(last, unit) ? before : kind)
}

/** After a blank, after punctuation or at the start; after anything else. */
const returnOf = (before: number): number => (before > PUNCTUATION ? RETURNS + 1 : RETURNS)

const isLetter = (kind: number): boolean => kind === LOWER || kind === UPPER

/** How much a letter adds with the one before it, 0 to 4; the first letter of a word stands after none. */
const levelOf = (last: number, before: number, letter: number, kind: number): number =>
  isLetter(kind) ? (model.pairs[isLetter(before) ? last & 31 : 0] as string).charCodeAt((letter & 31) - 1) - 48 : 0

const nothing = (): TextFeatures => ({ counts: Array.from({ length: COUNTERS }, () => 0), last: -1, run: 0, same: 0 })

/**
 * Counts the features of a text in one pass. A long text may be counted in chunks, divided anywhere, by handing the
 * features on.
 *
 * @example
 * const features = ['Hello, ', 'world!'].reduce((before, chunk) => countFeatures(chunk, before), countFeatures(''))
 * formatExact(estimateTokens(features).likely) // '3'
 */
export function countFeatures(text: string, before: TextFeatures = nothing()): TextFeatures {
  const counts = before.counts.slice()
  const count = (counter: number) => {
    counts[counter] = (counts[counter] as number) + 1
  }
  let { last, run, same } = before
  let kind = CLASSES[last] ?? TAB
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === RETURN) {
      count(returnOf(kind))
      continue
    }
    const next = CLASSES[unit] as number
    run = goesOn(next, kind, run) ? run + 1 : 0
    same = unit === last ? same + 1 : 0
    const repeated = isRepeated(next, same)
    count(repeated ? REPEATS + repeatOf(next, unit) : counterOf(unit, next, last, kind, run))
    const level = repeated ? 0 : levelOf(last, kind, unit, next)
    if (level > 0) count(PAIRS - 1 + level)
    kind = next
    last = unit
  }
  return { counts, last, run, same }
}
