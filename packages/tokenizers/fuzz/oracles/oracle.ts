import type { SpecialTokens } from '@ratecard/core'

/** A published tokenizer of other authors, given each text whole: what one tokenizer of this package has to equal. */
export interface Oracle {
  /** The tokenizer it judges. */
  readonly id: string
  /** Whose it is, for reports. */
  readonly by: 'tiktoken' | 'Hugging Face'
  readonly vocabulary: Vocabulary
  /** The ids of a text in which special tokens are plain text. */
  readonly ordinary: (text: string) => readonly number[]
  /** The ids of a text in which each special token is itself. */
  readonly all: (text: string) => readonly number[]
  /** What decoding its ids gives: the text, well-formed and normalised. */
  readonly readable: (text: string, specials: SpecialTokens) => string
  /** The text with a full stop in place of every character that this oracle is known to read wrongly. */
  readonly judgeable: (text: string) => string
}

/** What a tokenizer's file lists. */
export interface Vocabulary {
  /** The bytes of each ordinary token at its id; a vocabulary may leave gaps. */
  readonly tokens: readonly (Uint8Array | undefined)[]
  readonly specials: Readonly<Record<string, number>>
}

/** The well-formed text that an encoder of UTF-8 makes of any string: a lone surrogate is U+FFFD. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

/** Splits a text into special tokens, at odd indexes, and what is between them. */
export function specialSplitter(specials: Readonly<Record<string, number>>): (text: string) => string[] {
  const names = Object.keys(specials).map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const pattern = new RegExp(`(${names.join('|')})`)
  return (text) => text.split(pattern)
}
