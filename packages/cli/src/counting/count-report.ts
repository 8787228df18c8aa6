import { numberFields, type Range, sumRanges, type TokenPiece } from '@ratecard/core'
import type { CountItem } from './count-source.ts'

/** What was counted, and the names of what could not be. */
export interface CountReport {
  readonly items: readonly CountItem[]
  readonly total: Range
  readonly failed: readonly string[]
}

export const countReport = (items: readonly CountItem[], failed: readonly string[]): CountReport => ({
  items,
  total: sumRanges(items.map(({ tokens }) => tokens)),
  failed,
})

/** The report as JSON, `ratecard/count@1`. */
export const countToJson = ({ items, total, failed }: CountReport) => ({
  schema: 'ratecard/count@1',
  items: items.map(({ source, tokenizer, basis, tokens, pieces }) => ({
    source,
    ...(tokenizer !== undefined && { tokenizer }),
    basis,
    ...numberFields('tokens', tokens),
    ...(pieces && { ids: pieces.map(({ id }) => id), pieces: pieces.map(pieceText) }),
  })),
  ...numberFields('total', total),
  ...(failed.length > 0 && { failed }),
})

/** The text of a token, or its bytes as `\xE4\xBD` where they are only a part of a character. */
export const pieceText = (piece: TokenPiece): string =>
  'text' in piece ? piece.text : piece.hex.toUpperCase().replace(/../g, '\\x$&')
