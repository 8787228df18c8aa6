import { CorruptVocabularyError } from './corrupt-vocabulary-error.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { VocabularySource } from './vocabulary-source.ts'

/** Room for the largest vocabulary, so that it is decompressed in one step: 1.2 MB are in use today. */
const roomForPacked = 2 ** 21

/**
 * Reads a vocabulary from the text of its data module.
 *
 * Packed are three sequences of 24-bit numbers: the id of each byte, then for each id its left part and its right part,
 * -1 where it has none. Each sequence is three planes, its highest bytes, its middle ones and its lowest ones, which
 * gzip makes a third smaller than numbers in a row.
 *
 * @throws {@link CorruptVocabularyError} (as a rejection) if these are not the bytes that `expected` names.
 */
export async function readVocabulary(
  packed: string,
  expected: Pick<VocabularySource, 'name' | 'size' | 'sha256'>,
): Promise<Vocabulary> {
  const bytes = await decompress(packed, expected)
  const actual = await sha256(bytes)
  if (actual !== undefined && actual !== expected.sha256) {
    throw new CorruptVocabularyError(expected.name, { expected: expected.sha256, actual })
  }
  const ids = (bytes.length / 3 - 256) / 2
  const { size } = expected
  return {
    size,
    byteIds: readPlanes(bytes, 0, 256, 256),
    left: readPlanes(bytes, 768, ids, size),
    right: readPlanes(bytes, 768 + 3 * ids, ids, size),
  }
}

/** Numbers of 24 bits, the first `count` of the `length` whose three planes begin at `start`. */
function readPlanes(bytes: Uint8Array, start: number, length: number, count: number): Int32Array {
  const high = new Int8Array(bytes.buffer, bytes.byteOffset + start, count)
  const middle = new Uint8Array(bytes.buffer, bytes.byteOffset + start + length, count)
  const low = new Uint8Array(bytes.buffer, bytes.byteOffset + start + 2 * length, count)
  const numbers = new Int32Array(count)
  for (let index = 0; index < count; index++) {
    numbers[index] = ((high[index] as number) << 16) | ((middle[index] as number) << 8) | (low[index] as number)
  }
  return numbers
}

async function decompress(packed: string, expected: Pick<VocabularySource, 'name' | 'sha256'>): Promise<Uint8Array> {
  try {
    return await gunzip(decodeBase64(packed))
  } catch (cause) {
    throw new CorruptVocabularyError(expected.name, { expected: expected.sha256 }, { cause })
  }
}

/** Node's own modules where they can be had without an import, which a bundler for browsers would stumble over. */
function builtin<Name extends 'node:buffer' | 'node:crypto' | 'node:zlib'>(name: Name) {
  return globalThis.process?.getBuiltinModule?.(name)
}

function decodeBase64(text: string): Uint8Array {
  // Several times faster than `atob`.
  const buffer = builtin('node:buffer')
  if (buffer !== undefined) return buffer.Buffer.from(text, 'base64')
  const letters = atob(text)
  const bytes = new Uint8Array(letters.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = letters.charCodeAt(index)
  return bytes
}

async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const zlib = builtin('node:zlib')
  if (zlib !== undefined) return zlib.gunzipSync(bytes, { chunkSize: roomForPacked })
  const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(unzipped).arrayBuffer())
}

/** `undefined` on pages without HTTPS, which have no hash: there gzip's own CRC-32 has been checked, and has to do. */
async function sha256(bytes: Uint8Array): Promise<string | undefined> {
  const crypto = builtin('node:crypto')
  if (crypto !== undefined) return crypto.createHash('sha256').update(bytes).digest('hex')
  const hash = await globalThis.crypto?.subtle?.digest('SHA-256', bytes)
  return hash && Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
