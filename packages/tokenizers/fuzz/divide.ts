import type { Random } from './random.ts'

/** A text or its bytes in up to nine parts, cut anywhere: in a character or in a special token too. */
export function divide<T extends string | Uint8Array>(whole: T, random: Random): T[] {
  const places = Array.from({ length: random.between(0, 8) }, () => random.below(whole.length + 1))
  const cuts = [0, ...places.sort((a, b) => a - b), whole.length]
  return cuts.slice(1).map((cut, index) => whole.slice(cuts[index], cut) as T)
}

/** A text cut between its characters, some of the parts as bytes. */
export function divideMixed(text: string, random: Random): (string | Uint8Array)[] {
  const characters = Array.from(text)
  const parts: (string | Uint8Array)[] = []
  for (let start = 0; start < characters.length; ) {
    const end = start + random.between(1, characters.length - start)
    const part = characters.slice(start, end).join('')
    parts.push(random.oneIn(2) ? part : Buffer.from(part))
    start = end
  }
  return parts
}

/** UTF-8 with some bytes left out, changed or put in. */
export function spoil(bytes: Uint8Array, random: Random): Uint8Array {
  const spoilt = Array.from(bytes)
  for (let changes = random.between(1, 4); changes > 0; changes--) {
    const put = Array.from({ length: random.below(3) }, () => random.between(0x80, 0xff))
    spoilt.splice(random.below(spoilt.length + 1), random.below(3), ...put)
  }
  return Uint8Array.from(spoilt)
}

/** An edit of a text, as arguments of `replace`. */
export type Edit = readonly [start: number, end: number, text: string]

/** Another text, and the edits that make `text` of it again. */
export function editsToward(text: string, random: Random): { readonly from: string; readonly edits: readonly Edit[] } {
  const edits: Edit[] = []
  let from = text
  for (let left = random.between(1, 4); left > 0; left--) {
    const start = random.below(from.length + 1)
    const end = Math.min(from.length, start + random.below(random.oneIn(4) ? 2_000 : 8))
    const other = random.below(from.length + 1)
    const inserted = from.slice(other, other + random.below(random.oneIn(4) ? 2_000 : 8))
    edits.unshift([start, start + inserted.length, from.slice(start, end)])
    from = from.slice(0, start) + inserted + from.slice(end)
  }
  return { from, edits }
}
