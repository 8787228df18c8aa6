/**
 * @typedef {object} Merges
 * @property {number} size
 * @property {number[]} byteIds the id of each single byte
 * @property {number[]} left the token that begins each id; -1 for single bytes and gaps
 * @property {number[]} right
 * @property {number[]} gaps ids without a token
 */

/**
 * The two tokens each token is merged from, and the proof that a tokenizer needs to know no more: if the bytes of every
 * token, merged pair by pair with the lowest id first, come down to exactly two tokens with lower ids, then these two
 * are the only ones that ever meet to make it, and "merge the pair with the lowest id" gives what the reference gives,
 * whether that one looks up ranks (tiktoken) or a list of merges in this order (Hugging Face).
 *
 * @param {Pick<import('./parse-source.mjs').Source, 'tokens' | 'merges'>} source
 * @returns {Merges}
 */
export function proveMerges({ tokens, merges }) {
  const ids = idsByToken(tokens)
  const byteIds = Array.from({ length: 256 }, (_, byte) => ids.get(String.fromCharCode(byte)) ?? -1)
  const left = tokens.map(() => -1)
  const right = tokens.map(() => -1)
  const faults = byteIds.flatMap((id, byte) => (id < 0 ? [`no token is the byte ${byte}`] : []))
  for (const [id, token] of tokens.entries()) {
    if (token === undefined || token.length === 1) continue
    const [first = -1, last = -1, ...more] = partsBelow(id, token, ids)
    if (last < 0 || more.length > 0) faults.push(`${id} ${JSON.stringify(token)} is not made of two tokens before it`)
    left[id] = first
    right[id] = last
  }
  if (merges !== undefined) faults.push(...mergesOutOfOrder(merges, { ids, left, right }))
  if (faults.length > 0) throw new Error(`${faults.length} faults:\n${faults.slice(0, 20).join('\n')}`)
  return {
    size: tokens.length,
    byteIds,
    left,
    right,
    gaps: tokens.flatMap((token, id) => (token === undefined ? [id] : [])),
  }
}

/** @param {(string | undefined)[]} tokens */
function idsByToken(tokens) {
  /** @type {Map<string, number>} */
  const ids = new Map()
  for (const [id, token] of tokens.entries()) {
    if (token === undefined) continue
    if (ids.has(token)) throw new Error(`${id} and ${ids.get(token)} are both ${JSON.stringify(token)}`)
    ids.set(token, id)
  }
  return ids
}

/**
 * The tokens left of a token's bytes when only pairs with ids below its own are merged.
 *
 * @param {number} id @param {string} token @param {Map<string, number>} ids
 */
function partsBelow(id, token, ids) {
  const parts = [...token]
  for (;;) {
    let lowest = id
    let at = -1
    for (let index = 0; index + 1 < parts.length; index++) {
      const merged = ids.get(`${parts[index]}${parts[index + 1]}`) ?? id
      if (merged < lowest) [lowest, at] = [merged, index]
    }
    if (at < 0) return parts.map((part) => ids.get(part) ?? -1)
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`)
  }
}

/**
 * A list of merges agrees with the ids if what they make has rising ids, and the pair found for each token is listed.
 *
 * @param {[string, string][]} merges
 * @param {{ ids: Map<string, number>, left: number[], right: number[] }} found
 */
function mergesOutOfOrder(merges, { ids, left, right }) {
  const faults = []
  const missing = new Set([...left.keys()].filter((id) => left[id] !== -1))
  let previous = 0
  for (const [first, last] of merges) {
    const id = ids.get(first + last) ?? -1
    if (id < previous)
      faults.push(`the merge of ${JSON.stringify([first, last])} to ${id} stands after that to ${previous}`)
    if (left[id] === ids.get(first) && right[id] === ids.get(last)) missing.delete(id)
    previous = id
  }
  for (const id of missing) faults.push(`the merge to ${id} is not in the list`)
  return faults
}
