/**
 * Takes about `bytes` of each part, one chunk of paragraphs from each in turn, so that every slice of the answer holds
 * all of them.
 */
export function weave(parts, { bytes, chunk, separator = '\n\n' }) {
  const queues = parts.map((paragraphs) => chunksOf(limited(paragraphs, bytes), chunk, separator))
  const rounds = Math.max(...queues.map((queue) => queue.length))
  const woven = []
  for (let round = 0; round < rounds; round++) {
    for (const queue of queues) if (round < queue.length) woven.push(queue[round])
  }
  return woven.join(separator)
}

function limited(paragraphs, bytes) {
  const taken = []
  let left = bytes
  for (const paragraph of paragraphs) {
    if (left <= 0) break
    taken.push(paragraph)
    left -= Buffer.byteLength(paragraph)
  }
  return taken
}

function chunksOf(paragraphs, chunk, separator) {
  const chunks = []
  let open = []
  let size = 0
  for (const paragraph of paragraphs) {
    open.push(paragraph)
    size += Buffer.byteLength(paragraph)
    if (size < chunk) continue
    chunks.push(open.join(separator))
    open = []
    size = 0
  }
  if (open.length > 0) chunks.push(open.join(separator))
  return chunks
}
