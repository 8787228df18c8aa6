/**
 * Byte pair encoding as it is defined, in quadratic time: of all pairs of neighbours that together are a token, the
 * one of the lowest rank is joined, of equal ones the leftmost, until no two neighbours are a token.
 *
 * @param ranks From each token's bytes, as a string of Latin-1, to its rank, which is its id.
 */
export function naiveMerge(bytes: Uint8Array, ranks: ReadonlyMap<string, number>): number[] {
  const parts = Array.from(bytes, (byte) => String.fromCharCode(byte))
  const rankAt = (index: number) => ranks.get(`${parts[index]}${parts[index + 1]}`) ?? Number.POSITIVE_INFINITY
  const pairs = parts.slice(1).map((_, index) => rankAt(index))
  for (;;) {
    let lowest = 0
    for (let index = 1; index < pairs.length; index++) {
      if ((pairs[index] as number) < (pairs[lowest] as number)) lowest = index
    }
    if (!((pairs[lowest] as number) < Number.POSITIVE_INFINITY)) break
    parts.splice(lowest, 2, `${parts[lowest]}${parts[lowest + 1]}`)
    pairs.splice(lowest, 1)
    if (lowest > 0) pairs[lowest - 1] = rankAt(lowest - 1)
    if (lowest < pairs.length) pairs[lowest] = rankAt(lowest)
  }
  return parts.map((part) => ranks.get(part) as number)
}

/** The ranks of a vocabulary, in which the order of ids is the order of merges. */
export function ranksOf(tokens: readonly (Uint8Array | undefined)[]): Map<string, number> {
  return new Map(
    tokens.flatMap((token, id) => (token === undefined ? [] : [[Buffer.from(token).toString('latin1'), id]])),
  )
}
