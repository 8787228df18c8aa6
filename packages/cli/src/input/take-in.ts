import type { ByteRange } from './byte-range.ts'
import { HEAD_BYTES, nonTextKind } from './non-text.ts'
import { InputError, type TextSource } from './text-source.ts'
import { type InvalidUtf8, Utf8Reader } from './utf8-reader.ts'

export interface TakeInOptions {
  /** Take a file for text whatever is in it. */
  readonly binary?: boolean
  /** Read only this part of it. */
  readonly range?: ByteRange
}

/** What was read of a source. */
export interface TakenIn {
  readonly bytes: number
  readonly invalid?: InvalidUtf8
  /** Nobody stopped it before its end. */
  readonly isWhole: boolean
}

/**
 * Reads a source and passes its text on, as bytes that end between characters and are valid until the next come. What
 * is no UTF-8 is passed on as it is, and reported.
 *
 * @param pass tells whether to go on.
 * @throws InputError for what cannot be read, and for what is no text unless `binary`.
 */
export async function takeIn(
  source: TextSource,
  { binary = false, range }: TakeInOptions,
  pass: (text: Uint8Array, bytes: number) => boolean,
): Promise<TakenIn> {
  const reader = new Utf8Reader(range?.from)
  let head: Uint8Array | undefined = binary || (range?.from ?? 0) > 0 ? undefined : new Uint8Array()
  let bytes = 0
  for await (const chunk of source.read(range)) {
    bytes += chunk.length
    if (head && head.length < HEAD_BYTES) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
      refuseNonText(head, source)
    }
    if (!pass(reader.push(chunk), chunk.length)) return { bytes, isWhole: false }
  }
  pass(reader.end(), 0)
  return { bytes, ...(reader.invalid && { invalid: reader.invalid }), isWhole: true }
}

function refuseNonText(head: Uint8Array, { name }: TextSource): void {
  const kind = nonTextKind(head)
  if (kind === 'binary') throw new InputError('binary-file', name)
  if (kind !== undefined) throw new InputError('other-encoding', name, { encoding: kind })
}
