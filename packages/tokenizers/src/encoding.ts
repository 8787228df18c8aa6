import type { SpecialTokenTable } from './special-tokens.ts'

/** What counts ordinary text: everything this package asks of the library behind it. */
export interface Engine {
  /** The ids of a text in which special tokens are plain text. */
  encode(text: string): Uint32Array
  /** The bytes of ids, all of which have to be in the vocabulary. */
  decode(ids: Uint32Array): Uint8Array
}

/** One vocabulary, ready to use. */
export interface Encoding {
  readonly id: string
  readonly engine: Engine
  /** Ids below this are ordinary tokens, without a gap. */
  readonly ordinaryCount: number
  readonly specials: SpecialTokenTable
  /** The reference's normalisation, applied to text between special tokens. */
  readonly normalize: (text: string) => string
}
