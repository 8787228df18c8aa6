/** The special tokens of one encoding, and how to find them in a text. */
export interface SpecialTokenTable {
  readonly idOf: ReadonlyMap<string, number>
  readonly ids: ReadonlySet<number>
  /** Matches each special token; global, so use it with `matchAll`, which copies it. */
  readonly pattern: RegExp
  /** UTF-16 units of the longest one. */
  readonly longest: number
}

/** Builds the table of `names` and their ids. No name may begin another: the first to match is the only one. */
export function specialTokenTable(ids: Readonly<Record<string, number>>): SpecialTokenTable {
  const names = Object.keys(ids)
  return {
    idOf: new Map(Object.entries(ids)),
    ids: new Set(Object.values(ids)),
    pattern: new RegExp(names.map((name) => name.replace(/[|\\{}()[\]^$+*?.]/g, '\\$&')).join('|'), 'g'),
    longest: Math.max(...names.map((name) => name.length)),
  }
}

/** UTF-16 units at the end of `text` that may be the beginning of a special token: the most there can be, or 0. */
export function unfinishedSpecialLength(text: string, table: SpecialTokenTable): number {
  const names = [...table.idOf.keys()]
  for (let length = Math.min(text.length, table.longest - 1); length > 0; length--) {
    const end = text.slice(-length)
    if (names.some((name) => name.startsWith(end))) return length
  }
  return 0
}
