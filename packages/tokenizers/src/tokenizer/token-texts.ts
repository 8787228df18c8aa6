import type { TokenPiece } from '@ratecard/core'
import type { EncodingDefinition } from '../encodings/encoding-definition.ts'
import { typeName } from '../type-name.ts'
import { tokenBytes } from '../vocabulary/token-bytes.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'

/** What the tokens of an encoding stand for. */
export interface TokenTexts {
  /** The text of ids; bytes that are not whole characters become U+FFFD. */
  decode(ids: Iterable<number>): string
  /** One token with its text, or with its bytes in hex if they are not whole characters. */
  piece(id: number): TokenPiece
}

/** Ids decoded at once, so that a long list needs no second copy of itself. */
const BATCH = 65_536

/** Writes out the bytes of all tokens: 1 to 2 MB. */
export function tokenTexts({ id: encoding, specials }: EncodingDefinition, vocabulary: Vocabulary): TokenTexts {
  const { bytes, offsets } = tokenBytes(vocabulary)
  const specialBytes = new Map(Object.entries(specials).map(([name, id]) => [id, new TextEncoder().encode(name)]))
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  function bytesOf(id: number): Uint8Array {
    if (typeof id !== 'number') throw new RangeError(`Expected ids of ${encoding} as integers, not ${shown(id)}.`)
    const from = offsets[id] ?? 0
    const to = offsets[id + 1] ?? 0
    const found = to > from ? bytes.subarray(from, to) : specialBytes.get(id)
    if (found === undefined) throw new RangeError(`${encoding} has no token ${id}.`)
    return found
  }

  function decode(ids: Iterable<number>): string {
    if (typeof ids?.[Symbol.iterator] !== 'function' || typeof ids === 'string')
      throw new TypeError(`Expected ids as an array or another iterable of integers, not ${shown(ids)}.`)
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    let text = ''
    let batch: Uint8Array[] = []
    for (const id of ids) {
      batch.push(bytesOf(id))
      if (batch.length < BATCH) continue
      text += decoder.decode(joined(batch), { stream: true })
      batch = []
    }
    return text + decoder.decode(joined(batch))
  }

  function piece(id: number): TokenPiece {
    const token = bytesOf(id)
    try {
      return { id, text: strict.decode(token) }
    } catch {
      return { id, hex: Array.from(token, (byte) => byte.toString(16).padStart(2, '0')).join('') }
    }
  }

  return { decode, piece }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : typeName(value))
