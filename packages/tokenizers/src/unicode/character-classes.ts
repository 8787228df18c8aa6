import data from './character-classes.json' with { type: 'json' }
import { decodeRuns } from './decode-runs.ts'

/** `\p{L}`. */
export const LETTER = 1
/** `\p{N}`. */
export const NUMBER = 2
/** Unicode's White_Space, which is `\s` in the reference: U+0085 is in it, U+FEFF is not. Includes line breaks. */
export const SPACE = 4
/** `[\r\n]`. */
export const NEWLINE = 8
/** `[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`. */
export const UPPER = 16
/** `[\p{Ll}\p{Lm}\p{Lo}\p{M}]`. */
export const LOWER = 32
/** `[\p{P}\p{S}]`. */
export const SYMBOL = 64
/** NFC may change text at this character: its NFC_Quick_Check is not Yes, or its combining class is not 0. */
export const COMPOSING = 128

let classes: Uint8Array | undefined

/**
 * The classes of all code points under Unicode 16, the edition of the reference's tables: counts would change with
 * the host if it were asked. A code point that edition does not assign, or a lone surrogate, has class 0.
 */
export function characterClasses(): Uint8Array {
  classes ??= decodeRuns(data)
  return classes
}
