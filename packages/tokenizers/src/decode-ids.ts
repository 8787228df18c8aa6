import type { Encoding } from './encoding.ts'

/** Ids decoded in one call of the engine, so that a long list needs no second copy of itself. */
const batchSize = 65_536

/** The text of ids; bytes that are not whole characters become U+FFFD. */
export function decodeIds(ids: Iterable<number>, encoding: Encoding): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  let batch: number[] = []
  for (const id of ids) {
    if (!isKnown(id, encoding)) throw new RangeError(`${encoding.id} has no token ${String(id)}.`)
    batch.push(id)
    if (batch.length < batchSize) continue
    text += decoder.decode(encoding.engine.decode(Uint32Array.from(batch)), { stream: true })
    batch = []
  }
  return text + decoder.decode(encoding.engine.decode(Uint32Array.from(batch)))
}

/** Checked here because the engine traps on an id it does not know. */
function isKnown(id: number, encoding: Encoding): boolean {
  return (Number.isInteger(id) && id >= 0 && id < encoding.ordinaryCount) || encoding.specials.ids.has(id)
}
