/**
 * Characters that a field shows and still answers each key within a few milliseconds: a browser lays out all of a field's
 * text at each key, which takes it a quarter of a second for a million characters.
 */
export const MOST_TYPED = 20_000

/** A text in two: what is held aside, and what stands in the field. */
export interface HeldText {
  readonly held: string
  readonly typed: string
}

/** What was held aside stays so, as long as the text begins with it; all of a text is held that is too long for the field. */
export function splitHeld(text: string, lastHeld: string): HeldText {
  const held = text.startsWith(lastHeld) ? lastHeld : ''
  const typed = text.slice(held.length)
  return typed.length > MOST_TYPED ? { held: text, typed: '' } : { held, typed }
}
