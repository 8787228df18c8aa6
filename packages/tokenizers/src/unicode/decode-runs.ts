/** A table of one byte for each code point, as the data modules of this folder hold it. */
export interface Runs {
  /** The bytes that occur. */
  readonly values: readonly number[]
  /** Each run: its length in decimal (nothing for 1), and a character from `A` on, the index of its value. */
  readonly runs: string
}

const codePoints = 0x110000

/** The table itself: 1,114,112 bytes, of which a system touches only the pages that are not all 0. */
export function decodeRuns({ values, runs }: Runs): Uint8Array {
  const table = new Uint8Array(codePoints)
  let codePoint = 0
  let length = 0
  for (let index = 0; index < runs.length; index++) {
    const unit = runs.charCodeAt(index)
    if (unit < 0x41) {
      length = length * 10 + unit - 0x30
      continue
    }
    const end = codePoint + (length || 1)
    const value = values[unit - 0x41] as number
    if (value !== 0) table.fill(value, codePoint, end)
    codePoint = end
    length = 0
  }
  return table
}
