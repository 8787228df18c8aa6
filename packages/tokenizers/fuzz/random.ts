/** Random numbers that depend on the seeds alone: the same on every machine, in every run. */
export interface Random {
  /** An integer from 0 up to, and without, `end`. */
  below(end: number): number
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** True once in `times`. */
  oneIn(times: number): boolean
  pick<T>(list: ArrayLike<T>): T
  /** The same list in another order. */
  shuffle<T>(list: readonly T[]): T[]
}

/** The generator sfc32, started from any number of integers. */
export function seededRandom(...seeds: readonly number[]): Random {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = 0xb7e15162
  let counter = 1
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (const seed of seeds) {
    a ^= seed
    b ^= Math.floor(seed / 2 ** 32)
    for (let round = 0; round < 12; round++) next()
  }

  const below = (end: number) => Math.floor((next() / 2 ** 32) * end)
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    oneIn: (times) => below(times) === 0,
    pick: <T>(list: ArrayLike<T>) => list[below(list.length)] as T,
    shuffle: (list) => {
      const shuffled = [...list]
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = below(last + 1)
        ;[shuffled[last], shuffled[other]] = [shuffled[other] as never, shuffled[last] as never]
      }
      return shuffled
    },
  }
}
