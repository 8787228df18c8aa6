/** 1 for each ASCII character that has no bit of `mask`. */
export const leadsOf = (kinds: Uint8Array, mask: number): Uint8Array =>
  kinds.slice(0, 128).map((kind) => Number((kind & mask) === 0))
