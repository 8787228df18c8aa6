import type { SpecialTokens, TokenizeOptions, Tokenizer } from '@ratecard/core'
import { divide, divideMixed, editsToward, spoil } from './divide.ts'
import type { Random } from './random.ts'

type Part = string | Uint8Array

/** What is tried: the public face of the package, or a wrong copy of it to see that it is caught. */
export interface Subject {
  readonly tokenizer: TriedTokenizer
  countChunks(chunks: Iterable<Part>, options: TokenizeOptions): Promise<number>
}

/** As much of an `ExactTokenizer` as the laws are about. */
export interface TriedTokenizer extends Tokenizer {
  countUpTo(
    text: string,
    limit: number,
    options: TokenizeOptions,
  ): { readonly tokens: number; readonly exceeded: boolean }
  openCount(options: TokenizeOptions): { readonly tokens: number; push(part: Part): void; end(): number }
  countEdits(
    text: string,
    options: TokenizeOptions,
  ): { readonly tokens: number; readonly text: string; replace(start: number, end: number, text: string): void }
}

/** One text, with what has to come of it. */
export interface Trial {
  readonly text: string
  readonly specials: SpecialTokens
  /** The ids that the oracle gives. */
  readonly ids: readonly number[]
  /** What decoding them has to give. */
  readonly readable: string
}

/** A law of tokenizers. */
export interface Check {
  readonly name: string
  /** It is tried on one text in so many. */
  readonly oneIn: number
  /** Gives the two values that have to be equal; takes from `random` what it has to choose. */
  run(subject: Subject, trial: Trial, random: Random): Values | Promise<Values>
}

type Values = readonly [expected: unknown, actual: unknown]

export const checks: readonly Check[] = [
  {
    name: 'encode',
    oneIn: 1,
    run: ({ tokenizer }, { text, specials, ids }) => [ids, tokenizer.encode(text, { specials })],
  },
  {
    name: 'count',
    oneIn: 1,
    run: ({ tokenizer }, { text, specials, ids }) => [ids.length, tokenizer.count(text, { specials })],
  },
  {
    name: 'count again',
    oneIn: 1,
    run: ({ tokenizer }, { text, specials, ids }) => [ids.length, tokenizer.count(text, { specials })],
  },
  {
    name: 'decode',
    oneIn: 2,
    run: ({ tokenizer }, { ids, readable }) => [readable, tokenizer.decode(ids)],
  },
  {
    name: 'pieces',
    oneIn: 8,
    run: ({ tokenizer }, { text, specials, ids, readable }) => {
      const pieces = tokenizer.pieces(text, { specials })
      const bytes = pieces.map((piece) => ('hex' in piece ? Buffer.from(piece.hex, 'hex') : Buffer.from(piece.text)))
      return [
        [ids, Buffer.from(readable).toString('hex')],
        [pieces.map(({ id }) => id), Buffer.concat(bytes).toString('hex')],
      ]
    },
  },
  {
    name: 'countUpTo',
    oneIn: 4,
    run: ({ tokenizer }, { text, specials, ids }, random) => {
      const limit = random.below(ids.length + 2)
      const { tokens, exceeded } = tokenizer.countUpTo(text, limit, { specials })
      const isRight = exceeded ? limit < tokens && tokens <= ids.length : tokens === ids.length && tokens <= limit
      return [true, isRight || { limit, tokens, exceeded }]
    },
  },
  {
    name: 'chunks',
    oneIn: 8,
    run: async ({ countChunks }, { text, specials, ids }, random) => [
      ids.length,
      await countChunks(divide(text, random), { specials }),
    ],
  },
  {
    name: 'stream of bytes',
    oneIn: 16,
    run: ({ tokenizer }, { text, specials, ids }, random) => [
      ids.length,
      countParts(tokenizer, divide(Buffer.from(text), random), specials),
    ],
  },
  {
    name: 'stream of text and bytes',
    oneIn: 16,
    run: ({ tokenizer }, { text, specials, ids }, random) => [
      ids.length,
      countParts(tokenizer, divideMixed(text, random), specials),
    ],
  },
  {
    name: 'ill-formed bytes',
    oneIn: 16,
    run: ({ tokenizer }, { text, specials }, random) => {
      const bytes = spoil(Buffer.from(text), random)
      const read = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
      return [tokenizer.count(read, { specials }), countParts(tokenizer, divide(bytes, random), specials)]
    },
  },
  {
    name: 'edits',
    oneIn: 8,
    run: ({ tokenizer }, { text, specials, ids }, random) => {
      const { from, edits } = editsToward(text, random)
      const counted = tokenizer.countEdits(from, { specials })
      const before = counted.tokens
      for (const edit of edits) counted.replace(...edit)
      return [
        [tokenizer.count(from, { specials }), ids.length, text],
        [before, counted.tokens, counted.text],
      ]
    },
  },
]

/** Tokens of a text in parts; -1 if more were certain before its end than it has. */
function countParts(tokenizer: TriedTokenizer, parts: readonly Part[], specials: SpecialTokens): number {
  const stream = tokenizer.openCount({ specials })
  let certain = 0
  for (const part of parts) {
    stream.push(part)
    certain = Math.max(certain, stream.tokens)
  }
  const tokens = stream.end()
  return certain <= tokens ? tokens : -1
}
