import { failed, ok, type Result, type TokenizeOptions, type TokenPiece } from '@ratecard/core'
import type { Tiktoken, TiktokenEncoding } from 'tiktoken'
import { cliIssue } from '../cli-issue.ts'
import { EngineError, type WholeTokenizer } from './whole-tokenizer.ts'

type TiktokenPackage = typeof import('tiktoken')

/** The reference implementation as a tokenizer, for who doubts ours. It takes a text in one piece, and its time. */
export async function loadTiktoken(id: string): Promise<Result<WholeTokenizer>> {
  const tiktoken = await importTiktoken()
  if (tiktoken === undefined) return failed(cliIssue('engine-missing', '--engine', { engine: 'tiktoken' }))
  const encoding = openEncoding(tiktoken, id)
  if (encoding === undefined)
    return failed(cliIssue('engine-without-tokenizer', '--engine', { engine: 'tiktoken', tokenizer: id }))
  const encode = (text: string, { specials }: TokenizeOptions = {}) =>
    guarded(() => (specials === 'all' ? encoding.encode(text, 'all') : encoding.encode_ordinary(text)))
  return ok({
    id,
    count: (text, options) => encode(text, options).length,
    pieces: (text, options) => [...encode(text, options)].map((token) => pieceOf(token, encoding)),
  })
}

/** An optional peer of this package: undefined where nobody installed it. */
async function importTiktoken(): Promise<TiktokenPackage | undefined> {
  try {
    return await import('tiktoken')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

function openEncoding(tiktoken: TiktokenPackage, id: string): Tiktoken | undefined {
  try {
    return tiktoken.get_encoding(id as TiktokenEncoding)
  } catch (error) {
    if (/invalid encoding/i.test(String(error))) return undefined
    throw error
  }
}

/** Its regular expressions run out of stack on a very long piece. */
function guarded<T>(encode: () => T): T {
  try {
    return encode()
  } catch (error) {
    throw new EngineError('tiktoken', error instanceof Error ? error.message : String(error))
  }
}

function pieceOf(id: number, encoding: Tiktoken): TokenPiece {
  const bytes = encoding.decode_single_token_bytes(id)
  try {
    return { id, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return { id, hex: Buffer.from(bytes).toString('hex') }
  }
}
