import { codePoints } from '../texts/characters.ts'

const classes: readonly (readonly [RegExp, string])[] = [
  [/\p{L}/u, 'General_Category/Letter'],
  [/\p{M}/u, 'General_Category/Mark'],
  [/\p{N}/u, 'General_Category/Number'],
  [/\p{P}/u, 'General_Category/Punctuation'],
  [/\p{S}/u, 'General_Category/Symbol'],
  [/\p{White_Space}/u, 'Binary_Property/White_Space'],
]

/** The characters that the host puts in another class than Unicode 16 does: its edition is older or newer. */
export const classDisagreements = once(async () => {
  const found = new Set<number>()
  for (const [pattern, property] of classes) {
    const listed = new Set(await codePoints(property))
    for (const [point, character] of everyCharacter()) {
      if (pattern.test(character) !== listed.has(point)) found.add(point)
    }
  }
  return anyOf(found)
})

/**
 * The characters that the host may compose or reorder otherwise than Unicode 16 does. What an edition says of a
 * character it assigns never changes, so only those that one of the two does not know can differ.
 */
export const compositionDisagreements = once(async () => {
  const assigned = new Set(await codePoints('Binary_Property/Assigned'))
  const found = new Set<number>()
  for (const [point, character] of everyCharacter()) {
    const known = !/\p{Cn}/u.test(character)
    const composes = /\p{M}/u.test(character) || character.normalize('NFD') !== character
    if (known ? !assigned.has(point) && composes : assigned.has(point)) found.add(point)
  }
  return anyOf(found)
})

function* everyCharacter(): Generator<readonly [number, string]> {
  for (let point = 0; point <= 0x10ffff; point++) yield [point, String.fromCodePoint(point)]
}

/** Without any, the class is empty and matches nothing. */
function anyOf(points: Iterable<number>): RegExp {
  return new RegExp(`[${Array.from(points, (point) => `\\u{${point.toString(16)}}`).join('')}]`, 'gu')
}

function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined
  return () => {
    found ??= find()
    return found
  }
}
