import { isUtf8 } from 'node:buffer'
import type { TokenPiece } from '@ratecard/core'
import type { Encoding } from './encoding.ts'

// A token may be U+FEFF, or begin with it: that is text, not a mark of the encoding.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** One token with its text, or with its bytes in hex if they are not whole characters. */
export function tokenPiece(id: number, encoding: Encoding): TokenPiece {
  const bytes = encoding.engine.decode(Uint32Array.of(id))
  return isUtf8(bytes) ? { id, text: decoder.decode(bytes) } : { id, hex: Buffer.from(bytes).toString('hex') }
}
