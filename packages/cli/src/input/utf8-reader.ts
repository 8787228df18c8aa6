import { isUtf8 } from 'node:buffer'

/** Where bytes were no UTF-8. */
export interface InvalidUtf8 {
  /** Places, each of which stands as one U+FFFD in the text: the longest beginnings of characters that break off. */
  readonly places: number
  /** Offset of the first, counted from 0. */
  readonly first: number
}

const NOTHING = new Uint8Array()
const BOM = [0xef, 0xbb, 0xbf]

/**
 * Passes on a stream of bytes in parts that end between characters, without a byte order mark at its start, and takes
 * note of what is no UTF-8 in it.
 */
export class Utf8Reader {
  #offset: number
  #tail = NOTHING
  #places = 0
  #first = 0

  /** @param offset where in its file the stream begins; elsewhere than at 0 there is no byte order mark. */
  constructor(offset = 0) {
    this.#offset = offset
  }

  /** What can be passed on now; valid as long as `chunk` is. */
  push(chunk: Uint8Array): Uint8Array {
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk])
    const end = completeLength(bytes)
    this.#tail = Uint8Array.from(bytes.subarray(end))
    return this.#pass(bytes.subarray(0, end))
  }

  /** What is left: a character that was cut off. */
  end(): Uint8Array {
    const rest = this.#tail
    this.#tail = NOTHING
    return this.#pass(rest)
  }

  get invalid(): InvalidUtf8 | undefined {
    return this.#places === 0 ? undefined : { places: this.#places, first: this.#first }
  }

  #pass(bytes: Uint8Array): Uint8Array {
    const start = this.#offset
    this.#offset += bytes.length
    if (!isUtf8(bytes)) this.#note(bytes, start)
    return start === 0 && BOM.every((byte, at) => bytes[at] === byte) ? bytes.subarray(BOM.length) : bytes
  }

  #note(bytes: Uint8Array, start: number): void {
    for (let at = 0; at < bytes.length; ) {
      const length = characterLength(bytes, at)
      if (length > 0) at += length
      else {
        if (this.#places === 0) this.#first = start + at
        this.#places++
        at += brokenLength(bytes, at)
      }
    }
  }
}

/** Length without a character that is cut off at the end. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const needed = encodedLength(bytes[bytes.length - back] as number)
    if (needed > back) return bytes.length - back
    if (needed > 0) break
  }
  return bytes.length
}

/** Bytes of the character that begins with this one; 0 for a byte that begins none. */
function encodedLength(byte: number): number {
  if (byte < 0x80) return 1
  if (byte < 0xc2 || byte > 0xf4) return 0
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
}

/** Bytes of the whole character at this place; 0 where there is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  const needed = encodedLength(bytes[at] as number)
  return needed > 0 && wellFormedLength(bytes, at, needed) === needed ? needed : 0
}

/** Bytes that one U+FFFD stands for: as far as a character could have gone on. */
const brokenLength = (bytes: Uint8Array, at: number): number =>
  wellFormedLength(bytes, at, encodedLength(bytes[at] as number))

/** How many of the needed bytes, at least 1, can belong to one character. */
function wellFormedLength(bytes: Uint8Array, at: number, needed: number): number {
  let length = 1
  while (length < needed && isContinuation(bytes[at + length], length === 1 ? bytes[at] : undefined)) length++
  return length
}

/** The first continuation is narrower after some bytes: no overlong forms, no surrogates, nothing beyond Unicode. */
function isContinuation(byte = 0, lead = 0): boolean {
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const greatest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  return byte >= least && byte <= greatest
}
