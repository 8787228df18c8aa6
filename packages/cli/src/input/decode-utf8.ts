const BOM = '\uFEFF'

/** The bytes are no UTF-8 from this offset on. */
export class InvalidUtf8Error extends Error {
  override readonly name = 'InvalidUtf8Error'
  readonly offset: number

  constructor(offset: number) {
    super(`Invalid UTF-8 at byte ${offset}`)
    this.offset = offset
  }
}

/**
 * Decodes a stream of bytes to text; no chunk ends inside a character, and a byte order mark at the start is dropped.
 *
 * @throws InvalidUtf8Error (while iterating) with the offset of the first byte that is wrong.
 */
export async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let offset = 0
  let tail: Uint8Array = new Uint8Array()
  for await (const chunk of chunks) {
    const bytes = tail.length === 0 ? chunk : Buffer.concat([tail, chunk])
    const end = completeLength(bytes)
    const text = decode(bytes.subarray(0, end), offset)
    if (text !== '') yield offset === 0 && text.startsWith(BOM) ? text.slice(1) : text
    tail = bytes.subarray(end)
    offset += end
  }
  if (tail.length > 0) throw new InvalidUtf8Error(offset)
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Uint8Array, offset: number): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new InvalidUtf8Error(offset + validLength(bytes))
  }
}

/** Length without a character that is cut off at the end. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const needed = encodedLength(bytes[bytes.length - back] ?? 0)
    if (needed > back) return bytes.length - back
    if (needed > 0) break
  }
  return bytes.length
}

/** Bytes of the character that begins with this one; 0 for a byte that begins none. */
function encodedLength(byte: number): number {
  if (byte < 0x80) return 1
  if (byte < 0xc0) return 0
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
}

/** Length of the longest beginning that may yet be UTF-8: found by halving, because beginnings of it are valid too. */
function validLength(bytes: Uint8Array): number {
  let [valid, invalid] = [0, bytes.length]
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    if (mayBeUtf8(bytes.subarray(0, middle))) valid = middle
    else invalid = middle
  }
  return completeLength(bytes.subarray(0, valid))
}

function mayBeUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
