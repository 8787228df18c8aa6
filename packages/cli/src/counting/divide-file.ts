import type { ByteRange } from '../input/byte-range.ts'
import type { Io } from '../io.ts'
import { AROUND, certainCut } from './certain-cut.ts'

/** Bytes of a part: a thread is busy with it for a while. */
export const PART_BYTES = 4_000_000
/** Of what is left a part is at most one of so many, and of a part at least: at the end no thread waits long for another. */
const SHARES = 8
/** Bytes behind the place for a cut that are searched: where there is none in so many, the rest is one part. */
const MOST_SEARCHED = PART_BYTES / 4
/** Bytes of one chunk that are looked at again with the next. */
const OVERLAP = 2 * AROUND

/** Neighbouring parts of a file whose tokens are, together, those of the file. One without words is one part. */
export async function* divideFile(
  path: string,
  size: number,
  readFile: Io['readFile'],
  partBytes = PART_BYTES,
): AsyncIterable<ByteRange> {
  for (let from = 0; from < size; ) {
    const bytes = Math.max(partBytes / SHARES, Math.min(partBytes, Math.floor((size - from) / SHARES)))
    const to = from + 2 * bytes < size ? await cutAfter(path, from + bytes, size, readFile) : size
    yield { from, to }
    from = to
  }
}

/** The first certain cut after a place; the end of the file where there is none soon. */
async function cutAfter(path: string, place: number, size: number, readFile: Io['readFile']): Promise<number> {
  const { mayDivide } = await import('@ratecard/tokenizers')
  let seen = new Uint8Array()
  let start = place
  for await (const chunk of readFile(path, { from: place, to: Math.min(size, place + MOST_SEARCHED) })) {
    const bytes = Buffer.concat([seen, chunk])
    const cut = certainCut(bytes, mayDivide)
    if (cut >= 0) return start + cut
    seen = Uint8Array.from(bytes.subarray(-OVERLAP))
    start += bytes.length - seen.length
  }
  return size
}
