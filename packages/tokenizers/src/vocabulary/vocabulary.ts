/**
 * The merges of one vocabulary. A token id is its rank: of the pairs in a text the one with the lowest id is merged
 * first, and both parts of a token have lower ids than the token.
 */
export interface Vocabulary {
  /** Ids are below this; a gap has -1 in `left` and `right` and no bytes. */
  readonly size: number
  /** The id of each of the 256 single bytes. */
  readonly byteIds: Int32Array
  /** The token that begins each id; -1 for single bytes and gaps. */
  readonly left: Int32Array
  /** The token that ends each id; -1 for single bytes and gaps. */
  readonly right: Int32Array
}
