import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Tokenizer } from '@ratecard/core'
import { type Random, seededRandom } from './random.ts'

const wordsPerText = 2_000

/**
 * Bytes that a tokenizer keeps more after `bytes` of text than after a quarter of them: the words all differ, and no
 * two share what is kept of them.
 */
export function heldGrowth(tokenizer: Tokenizer, bytes: number, seed: number): number {
  const random = seededRandom(seed)
  const read = (end: number) => {
    for (let done = 0; done < end; ) {
      const text = Array.from({ length: wordsPerText }, () => newWord(random)).join(' ')
      tokenizer.count(text)
      tokenizer.encode(text)
      done += Buffer.byteLength(text)
    }
    return heldBytes()
  }
  const early = read(bytes / 4)
  return read((bytes * 3) / 4) - early
}

function newWord(random: Random): string {
  const [low, high] = random.pick([
    [0x61, 0x7a],
    [0x4e00, 0x9fa5],
    [0x0e01, 0x0e30],
    [0x0430, 0x044f],
  ] as const)
  return Array.from({ length: random.between(6, 40) }, () => String.fromCharCode(random.between(low, high))).join('')
}

let collectGarbage: (() => void) | undefined

/** Bytes in use on the heap and beside it, garbage excluded. */
export function heldBytes(): number {
  if (collectGarbage === undefined) {
    setFlagsFromString('--expose-gc')
    collectGarbage = runInNewContext('gc') as () => void
  }
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
