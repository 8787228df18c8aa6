import { closeSync, openSync, readSync } from 'node:fs'
import type { ByteRange } from './byte-range.ts'

const CHUNK_BYTES = 131_072

let spare: Uint8Array | undefined

/**
 * The bytes of a regular file, or of a part of it. A chunk is valid until the next one is asked for: one buffer serves
 * all of them, and all files, because ten thousand small files would otherwise cost more to read than to count.
 */
export function* readFile(path: string, { from, to }: ByteRange = WHOLE): Iterable<Uint8Array> {
  const file = openSync(path, 'r')
  const buffer = spare ?? new Uint8Array(CHUNK_BYTES)
  spare = undefined
  try {
    for (let at = from; at < to; ) {
      const read = readSync(file, buffer, 0, Math.min(CHUNK_BYTES, to - at), at)
      if (read === 0) return
      at += read
      yield buffer.subarray(0, read)
    }
  } finally {
    spare = buffer
    closeSync(file)
  }
}

const WHOLE: ByteRange = { from: 0, to: Number.POSITIVE_INFINITY }
