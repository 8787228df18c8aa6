/** How special tokens such as `<|im_start|>` in a text are read: as plain text, or each as its own token. */
export type SpecialTokens = 'ordinary' | 'all'

/** Options of every {@link Tokenizer} method that reads text. */
export interface TokenizeOptions {
  /** Default `ordinary`: text from users can then never inject a control token. */
  readonly specials?: SpecialTokens
}

/**
 * One token as a person reads it: its id, and the string it stands for.
 *
 * `text` is set when the token's bytes are whole UTF-8 characters; otherwise `hex` holds them, two lower-case digits
 * a byte, because a part of a character has no string.
 */
export type TokenPiece = { readonly id: number; readonly text: string } | { readonly id: number; readonly hex: string }

/**
 * An exact tokenizer. Core only names the interface; `@ratecard/tokenizers` implements it.
 *
 * `decode(encode(text))` is `text`, or its NFC form where the reference tokenizer normalises (Qwen); a lone surrogate
 * is read as U+FFFD.
 */
export interface Tokenizer {
  /** The name used on the command line and on the wire: `qwen`, `o200k_base`, `cl100k_base`. */
  readonly id: string
  count(text: string, options?: TokenizeOptions): number
  encode(text: string, options?: TokenizeOptions): readonly number[]
  decode(ids: Iterable<number>): string
  pieces(text: string, options?: TokenizeOptions): readonly TokenPiece[]
}
