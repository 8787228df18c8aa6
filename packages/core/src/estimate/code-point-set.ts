/** A set of code points as data: ordered ranges in hexadecimal. */
interface WrittenSet {
  readonly ranges: readonly (readonly string[])[]
}

/** Whether a code point is in a set. */
export function codePointSet(written: WrittenSet): (codePoint: number) => boolean {
  const ranges = written.ranges.map(
    ([from, to]) => [Number.parseInt(from as string, 16), Number.parseInt(to as string, 16)] as const,
  )
  return (codePoint) => {
    let [low, high] = [0, ranges.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const [from, to] = ranges[middle] as readonly [number, number]
      if (codePoint < from) high = middle - 1
      else if (codePoint > to) low = middle + 1
      else return true
    }
    return false
  }
}
