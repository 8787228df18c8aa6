import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { TokenizerId } from './tokenizer-ids.ts'

/** A vocabulary as tiktoken's own files spell it. */
export interface Vocabulary {
  readonly pat_str: string
  readonly special_tokens: Record<string, number>
  /** `! 0 ` and then each token in base64, in order of its id. */
  readonly bpe_ranks: string
}

/** Reads the file of one vocabulary, and no other. */
export async function readVocabulary(id: TokenizerId): Promise<Vocabulary> {
  // The build writes Qwen's file. `src` and `dist` are siblings, so this path is right from both.
  if (id === 'qwen') {
    const file = fileURLToPath(new URL('../dist/qwen.json.gz', import.meta.url))
    return JSON.parse(gunzipSync(await readFile(file)).toString()) as Vocabulary
  }
  const file = createRequire(import.meta.url).resolve(`tiktoken/encoders/${id}.json`)
  return JSON.parse(await readFile(file, 'utf8')) as Vocabulary
}
