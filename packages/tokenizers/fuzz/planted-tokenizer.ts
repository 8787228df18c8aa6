import type { SpecialTokens, TokenizeOptions } from '@ratecard/core'
import type { Subject, TriedTokenizer } from './checks.ts'
import { naiveMerge, ranksOf } from './oracles/naive-merge.ts'
import { type Oracle, specialSplitter, wellFormed } from './oracles/oracle.ts'
import { type CodePointRange, codePointRanges } from './texts/characters.ts'

/** The parts of a tokenizer that can be exchanged for wrong ones. */
export interface Parts {
  /** What stands in a character class for `\s`, `\p{L}`, `\p{N}` and for the s of `'s`. */
  readonly space: string
  readonly letter: string
  readonly number: string
  readonly s: string
  readonly readText: (text: string) => string
  readonly merge: typeof naiveMerge
  /** The id of a piece that is a token, if it is known at once. */
  readonly lookUp: (piece: string) => number | undefined
  readonly decoder: { decode(bytes: Uint8Array): string }
  readonly count: (text: string, encode: () => readonly number[]) => number
  readonly splitSpecials: (text: string, specials: SpecialTokens) => string[]
  /** Tokens of a text in chunks, given what counts a whole text. */
  readonly countChunks: (chunks: readonly string[], count: (text: string) => number) => number
}

/** The right parts of cl100k_base, as far as JavaScript's regular expressions can have them. */
export async function cl100kParts({ vocabulary }: Oracle): Promise<Parts> {
  const split = specialSplitter(vocabulary.specials)
  return {
    space: '\\p{White_Space}',
    letter: characterClass(await codePointRanges('General_Category/Letter')),
    number: characterClass(await codePointRanges('General_Category/Number')),
    s: 'sS\u017f',
    readText: wellFormed,
    merge: naiveMerge,
    lookUp: () => undefined,
    decoder: new TextDecoder('utf-8', { ignoreBOM: true }),
    count: (_, encode) => encode().length,
    splitSpecials: (text, specials) => (specials === 'all' ? split(text) : [text]),
    countChunks: (chunks, count) => count(chunks.join('')),
  }
}

/** cl100k_base of the given parts: a regular expression divides the text, and a loop merges each piece. */
export function plantedTokenizer(oracle: Oracle, parts: Parts): Subject {
  const { tokens, specials } = oracle.vocabulary
  const ranks = ranksOf(tokens)
  const pattern = cl100kPattern(parts)
  const bytesOfId = new Map(Object.entries(specials).map(([name, id]) => [id, Buffer.from(name) as Uint8Array]))
  for (const [id, token] of tokens.entries()) if (token !== undefined) bytesOfId.set(id, token)

  const encodePiece = (piece: string) => {
    const known = parts.lookUp(piece)
    return known === undefined ? parts.merge(Buffer.from(piece), ranks) : [known]
  }
  const encodeOrdinary = (text: string) => (parts.readText(text).match(pattern) ?? []).flatMap(encodePiece)
  const encode = (text: string, options?: TokenizeOptions) =>
    parts
      .splitSpecials(text, options?.specials ?? 'ordinary')
      .flatMap((part, index) => (index % 2 === 1 ? [specials[part] as number] : encodeOrdinary(part)))
  const decode = (ids: Iterable<number>) =>
    parts.decoder.decode(Buffer.concat(Array.from(ids, (id) => bytesOfId.get(id) as Uint8Array)))

  const count = (text: string, options?: TokenizeOptions) => parts.count(text, () => encode(text, options))

  const tokenizer: TriedTokenizer = {
    id: oracle.id,
    encode,
    decode,
    count,
    pieces: (text, options) =>
      encode(text, options).map((id) => ({ id, hex: Buffer.from(bytesOfId.get(id) ?? []).toString('hex') })),
    countUpTo: (text, limit, options) => {
      const tokens = count(text, options)
      return { tokens, exceeded: tokens > limit }
    },
    openCount: (options) => {
      const reader = textReader()
      return {
        tokens: 0,
        push: reader.push,
        end: () => parts.countChunks(reader.end(), (text) => count(text, options)),
      }
    },
    countEdits: (text, options) => ({
      text,
      tokens: count(text, options),
      replace(start, end, inserted) {
        const edited = this.text.slice(0, start) + inserted + this.text.slice(end)
        Object.assign(this, { text: edited, tokens: count(edited, options) })
      },
    }),
  }
  return {
    tokenizer,
    countChunks: async (chunks, options) => {
      const stream = tokenizer.openCount(options)
      for (const chunk of chunks) stream.push(chunk)
      return stream.end()
    },
  }
}

/** Collects text, and bytes as text. */
function textReader() {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const chunks: string[] = []
  return {
    push: (part: string | Uint8Array) => {
      chunks.push(typeof part === 'string' ? decoder.decode() + part : decoder.decode(part, { stream: true }))
    },
    end: () => [...chunks, decoder.decode()],
  }
}

function cl100kPattern({ space, letter, number, s }: Parts): RegExp {
  const alternatives = [
    `'(?:[${s}]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])`,
    `[^\\r\\n${letter}${number}]?[${letter}]+`,
    `[${number}]{1,3}`,
    ` ?[^${space}${letter}${number}]+[\\r\\n]*`,
    `[${space}]*[\\r\\n]+`,
    `[${space}]+(?![^${space}])`,
    `[${space}]+`,
  ]
  return new RegExp(alternatives.join('|'), 'gu')
}

/** What stands between the brackets of a character class. */
export function characterClass(ranges: readonly CodePointRange[]): string {
  const hex = (point: number) => `\\u{${point.toString(16)}}`
  return ranges.map(({ begin, end }) => `${hex(begin)}-${hex(end - 1)}`).join('')
}
