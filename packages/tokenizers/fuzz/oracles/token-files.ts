import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** tiktoken's file of an encoding. */
export interface TiktokenFile {
  readonly pat_str: string
  readonly special_tokens: Record<string, number>
  /** Lines of `! <first id> <token in base64> …`. */
  readonly bpe_ranks: string
}

/** Hugging Face's `tokenizer.json`. */
export interface HuggingFaceFile {
  readonly added_tokens: readonly { readonly id: number; readonly content: string }[]
  readonly pre_tokenizer: { readonly pretokenizers: readonly [{ readonly pattern: { readonly Regex: string } }] }
  readonly model: { readonly vocab: Readonly<Record<string, number>> }
}

export function readTiktokenFile(name: string): TiktokenFile {
  return readJson(`tiktoken/encoders/${name}.json`)
}

export function readHuggingFaceFile(packageName: string): HuggingFaceFile {
  return readJson(`${packageName}/models/tokenizer.json`)
}

/** Encodings that have the same ranks have the same list. */
const tokensByRanks = new Map<string, Uint8Array[]>()

export function tokensOfTiktoken({ bpe_ranks }: TiktokenFile): readonly Uint8Array[] {
  const tokens = tokensByRanks.get(bpe_ranks) ?? decodeRanks(bpe_ranks)
  tokensByRanks.set(bpe_ranks, tokens)
  return tokens
}

function decodeRanks(bpe_ranks: string): Uint8Array[] {
  const tokens: Uint8Array[] = []
  for (const line of bpe_ranks.trim().split('\n')) {
    const [, first, ...encoded] = line.split(' ')
    for (const [index, token] of encoded.entries()) tokens[Number(first) + index] = Buffer.from(token, 'base64')
  }
  return tokens
}

/** Tokens that are spelt in GPT-2's letters; a special token that the vocabulary lists too is left out. */
export function tokensOfHuggingFace({ model, added_tokens }: HuggingFaceFile): Uint8Array[] {
  const special = new Set(added_tokens.map(({ id }) => id))
  const tokens: Uint8Array[] = []
  for (const [token, id] of Object.entries(model.vocab)) {
    if (!special.has(id)) tokens[id] = Uint8Array.from(token, (letter) => byteOfLetter.get(letter) as number)
  }
  return tokens
}

export function specialsOfHuggingFace({ added_tokens }: HuggingFaceFile): Record<string, number> {
  return Object.fromEntries(added_tokens.map(({ content, id }) => [content, id]))
}

/** GPT-2's `bytes_to_unicode` read backwards: a visible Latin-1 character is its byte, the others follow U+0100. */
const byteOfLetter = new Map<string, number>()
for (let byte = 0, hidden = 0; byte < 256; byte++) {
  const visible = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad)
  byteOfLetter.set(String.fromCharCode(visible ? byte : 0x100 + hidden++), byte)
}

function readJson<T>(specifier: string): T {
  return JSON.parse(readFileSync(createRequire(import.meta.url).resolve(specifier), 'utf8')) as T
}
