import type { Vocabulary } from './vocabulary.ts'

/** The bytes of every token of a vocabulary, one after the other. */
export interface TokenBytes {
  readonly bytes: Uint8Array
  /** Token `id` is `bytes` from `offsets[id]` to `offsets[id + 1]`; the two are equal for a gap. */
  readonly offsets: Int32Array
}

/** Bytes copied at a time: most parts of a token are no longer. */
const WORD = 4

/** Writes out the bytes of every token, 1 to 2 MB: each after those of the two tokens it is merged from. */
export function tokenBytes({ size, byteIds, left, right }: Vocabulary): TokenBytes {
  const offsets = new Int32Array(size + 1)
  const byteOf = new Int16Array(size).fill(-1)
  for (let byte = 0; byte < 256; byte++) byteOf[byteIds[byte] as number] = byte

  let view = new DataView(new ArrayBuffer(8 * size))
  let end = 0
  for (let id = 0; id < size; id++) {
    const first = left[id] as number
    if (first >= 0) {
      const last = right[id] as number
      const firstStart = offsets[first] as number
      const firstLength = (offsets[first + 1] as number) - firstStart
      const lastStart = offsets[last] as number
      const lastLength = (offsets[last + 1] as number) - lastStart
      if (end + firstLength + lastLength + WORD > view.byteLength) view = withTwiceTheRoom(view)
      copyWords(view, firstStart, end, firstLength)
      copyWords(view, lastStart, end + firstLength, lastLength)
      end += firstLength + lastLength
    } else if ((byteOf[id] as number) >= 0) {
      view.setUint8(end++, byteOf[id] as number)
    }
    offsets[id + 1] = end
  }
  return { bytes: new Uint8Array(view.buffer.slice(0, end)), offsets }
}

/** Copies up to three bytes too many: what follows is written over them. */
function copyWords(view: DataView, from: number, to: number, length: number): void {
  for (let done = 0; done < length; done += WORD) view.setUint32(to + done, view.getUint32(from + done, true), true)
}

function withTwiceTheRoom(view: DataView): DataView<ArrayBuffer> {
  const bytes = new Uint8Array(2 * view.byteLength)
  bytes.set(new Uint8Array(view.buffer))
  return new DataView(bytes.buffer)
}
