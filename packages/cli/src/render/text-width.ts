import fastStringWidth from 'fast-string-width'

/** Columns that a text takes on a terminal: 2 for a Chinese character, 0 for a colour code. */
export const widthOf = (text: string): number => fastStringWidth(text)

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)))

export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text

/** A space at which no line is broken; printed as a plain one, so that what is copied is plain too. */
export const GLUE = '\u00a0'

/** The text as one unit, at no space of which a line is broken. */
export const unbroken = (text: string): string => text.replaceAll(' ', GLUE)

const OPENING = '（「『“《【〈'
const CLOSING = '，。；：！？、）」』”》】〉'
const WIDE = '\\u2e80-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\uff00-\\uff60'
/** The parts between which a line may break: words, and single Chinese characters with their punctuation. */
const UNIT = new RegExp(
  ` +|[${OPENING}]*(?:[^ ${WIDE}${OPENING}${CLOSING}]+|[${WIDE}])[${CLOSING}]*|[${OPENING}${CLOSING}]+`,
  'gu',
)

/** Breaks a text into lines of at most `width` columns; a word that is longer, such as an address, stays whole. */
export function wrapText(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width))
}

function wrapParagraph(text: string, width: number): readonly string[] {
  if (widthOf(text) <= width) return [withSpaces(text)]
  const lines: string[] = []
  let line = ''
  for (const unit of unitsOf(text)) {
    const isFull = widthOf(line + unit.trimEnd()) > width && line.trim() !== ''
    if (!isFull) line += unit
    else {
      lines.push(line.trimEnd())
      line = unit.trimStart()
    }
  }
  return [...lines, line.trimEnd()].map(withSpaces)
}

const withSpaces = (text: string): string => text.replaceAll(GLUE, ' ')

const unitsOf = (text: string): readonly string[] => text.match(UNIT) ?? []

/** Columns below which a text cannot be wrapped without breaking a word. */
export const longestUnit = (text: string): number =>
  text
    .split('\n')
    .flatMap(unitsOf)
    .reduce((longest, unit) => Math.max(longest, widthOf(unit.trim())), 0)

/** Wraps a text so that every line after the first is indented; the first is as long as what stands before it leaves. */
export function hang(first: string, text: string, indent: number, width: number): readonly string[] {
  const [head = '', ...rest] = wrapText(text, width - indent)
  return [`${padEnd(first, indent)}${head}`, ...rest.map((line) => ' '.repeat(indent) + line)]
}

/** Lines of items that stand side by side and are never broken, hanging like {@link hang}. */
export function fill(first: string, items: readonly string[], indent: number, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const item of items) {
    const longer = line === '' ? item : `${line} ${item}`
    if (line !== '' && widthOf(longer) > width - indent) {
      lines.push(line)
      line = item
    } else line = longer
  }
  return [...lines, line].map((text, at) => `${at === 0 ? padEnd(first, indent) : ' '.repeat(indent)}${text}`)
}

/** The end of a text that is too long, where a path says most. */
export function keepEnd(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  const characters = [...text]
  const endFrom = (start: number) => characters.slice(start).join('')
  // By halves, between an end that is too wide and one that fits: a path can be very long.
  let [wide, fitting] = [0, characters.length]
  while (fitting - wide > 1) {
    const middle = (wide + fitting) >> 1
    if (widthOf(endFrom(middle)) > width - 1) wide = middle
    else fitting = middle
  }
  return `…${endFrom(fitting)}`
}

/** Control characters and marks of direction made visible, so that a name from outside cannot drive the terminal. */
export const printable = (text: string): string =>
  text.replace(
    /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
