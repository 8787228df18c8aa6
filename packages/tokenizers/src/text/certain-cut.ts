const BLANK = 0x20
const TAB = 0x09
const LINE_FEED = 0x0a
const APOSTROPHE = 0x27

/** `、 。 ！ ， ： ； ？` */
const CJK_PUNCTUATION: ReadonlySet<number> = /* @__PURE__ */ new Set([
  0x3001, 0x3002, 0xff01, 0xff0c, 0xff1a, 0xff1b, 0xff1f,
])

/** White_Space beyond ASCII. */
const WHITE_SPACE: ReadonlySet<number> = /* @__PURE__ */ new Set([
  0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028,
  0x2029, 0x202f, 0x205f, 0x3000,
])

/**
 * The last place from `from` (exclusive) to `to` (exclusive) where a text may be divided so that the tokens of its parts
 * are the tokens of the whole, under every pattern; `from` if there is none. Two things make a place certain: no
 * pattern matches across it, and what is matched before it does not depend on what follows.
 *
 * - before a blank or tab, after anything but white space;
 * - between an ASCII letter or digit and ASCII punctuation, but an apostrophe;
 * - after a line feed that follows no white space, before an ASCII letter or digit or a Han character;
 * - between a Han character and CJK punctuation.
 *
 * None of these characters composes with one before it, so it is certain for text that is normalised, too.
 */
export function lastCertainCut(units: Uint16Array, from: number, to: number): number {
  for (let at = to - 1; at > from; at--) {
    if (isCertainCut(units, from, at)) return at
  }
  return from
}

/**
 * Whether the tokens of `before` and of `after` are, together, those of the two in a row, with every tokenizer and
 * whatever stands before and behind: for dividing a text that is too long to hold. Looks at the characters beside the
 * place alone and answers no when in doubt. Where the answer is yes, a blank follows or a line feed comes before: no
 * special token has either.
 *
 * @example
 * ```ts
 * mayDivide('Nice to meet you.\n', '你好') // true
 * mayDivide('Nice', 'ly') // false
 * ```
 */
export function mayDivide(before: string, after: string): boolean {
  if (before === '' || !(before.endsWith('\n') || after.startsWith(' '))) return false
  const text = before.slice(-2) + after.slice(0, 1)
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  return isCertainCut(units, 0, before.slice(-2).length)
}

function isCertainCut(units: Uint16Array, from: number, at: number): boolean {
  const before = units[at - 1] as number
  const after = units[at] as number
  if (after === BLANK || after === TAB) return isVisible(before)
  if (before === LINE_FEED)
    return at - from > 1 && isVisible(units[at - 2] as number) && (isAlphanumeric(after) || isHan(after))
  if (isAlphanumeric(before)) return isAsciiPunctuation(after) && after !== APOSTROPHE
  return isHan(before) && CJK_PUNCTUATION.has(after)
}

/** Anything but Unicode's White_Space. */
const isVisible = (unit: number): boolean =>
  unit < 0x80 ? unit > BLANK || unit < TAB || (unit > 0x0d && unit < BLANK) : !WHITE_SPACE.has(unit)

const isHan = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fa5

const isAlphanumeric = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a)

const isAsciiPunctuation = (unit: number): boolean => unit > BLANK && unit < 0x7f && !isAlphanumeric(unit)
