/**
 * @typedef {object} Source
 * @property {(string | undefined)[]} tokens the bytes of each ordinary token, one character each, by id
 * @property {Record<string, number>} specials
 * @property {[string, string][]} [merges] the same bytes; the earlier of two merges goes first
 */

/**
 * Reads a file of tiktoken's or of Hugging Face's.
 *
 * @param {Buffer} bytes
 * @returns {Source}
 */
export function parseSource(bytes) {
  const file = JSON.parse(bytes.toString())
  return 'bpe_ranks' in file ? parseTiktoken(file) : parseHuggingFace(file)
}

/**
 * Each line of the ranks is `!`, the id of its first token, and tokens in base64.
 *
 * @param {{ bpe_ranks: string, special_tokens: Record<string, number> }} file
 * @returns {Source}
 */
function parseTiktoken({ bpe_ranks: ranks, special_tokens: specials }) {
  /** @type {Map<number, string>} */
  const byId = new Map()
  for (const line of ranks.split('\n')) {
    const [, first, ...tokens] = line.split(' ')
    for (const [index, token] of tokens.entries()) {
      setOnce(byId, Number(first) + index, Buffer.from(token, 'base64').toString('latin1'))
    }
  }
  return { tokens: listById(byId), specials }
}

/**
 * @typedef {{ id: number, content: string, single_word: boolean, lstrip: boolean, rstrip: boolean, normalized: boolean }} AddedToken
 *
 * @typedef {object} HuggingFaceFile
 * @property {AddedToken[]} added_tokens
 * @property {{ type: string, normalizers?: unknown[] } | null} normalizer
 * @property {{ vocab: Record<string, number>, merges: (string | [string, string])[] }} model
 */

/**
 * @param {HuggingFaceFile} file
 * @returns {Source}
 */
function parseHuggingFace({ added_tokens: added, model, normalizer }) {
  const specials = Object.fromEntries(added.map((token) => [token.content, token.id]))
  const normalizes = normalizer !== null && normalizer.normalizers?.length !== 0
  for (const token of added) {
    const { single_word: word, lstrip, rstrip, normalized } = token
    if (word || lstrip || rstrip || (normalized && normalizes))
      throw new Error(`More than text: ${JSON.stringify(token)}`)
  }

  const toBytes = byteSpelling()
  /** @type {Map<number, string>} */
  const byId = new Map()
  for (const [token, id] of Object.entries(model.vocab)) if (specials[token] !== id) setOnce(byId, id, toBytes(token))
  const merges = model.merges.map((merge) => {
    const [left = '', right = ''] = typeof merge === 'string' ? merge.split(' ') : merge
    return /** @type {[string, string]} */ ([toBytes(left), toBytes(right)])
  })
  return { tokens: listById(byId), specials, merges }
}

/** @returns {(token: string) => string} the bytes of a token whose bytes are spelt as visible characters */
function byteSpelling() {
  const bytes = bytesByLetter()
  /** @type {Map<string, string>} */
  const known = new Map()
  return (token) => {
    const spelt = known.get(token) ?? Array.from(token, (letter) => bytes.get(letter) ?? noByte(letter)).join('')
    known.set(token, spelt)
    return spelt
  }
}

/** The inverse of GPT-2's `bytes_to_unicode`, which spells each byte of a token as one visible character. */
function bytesByLetter() {
  /** @type {Map<string, string>} */
  const bytes = new Map()
  let invisible = 0
  for (let byte = 0; byte < 256; byte++) {
    const visible = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
    bytes.set(String.fromCharCode(visible ? byte : 256 + invisible++), String.fromCharCode(byte))
  }
  return bytes
}

/** @param {string} letter @returns {never} */
function noByte(letter) {
  throw new Error(`${JSON.stringify(letter)} stands for no byte`)
}

/** @param {Map<number, string>} byId @param {number} id @param {string} token */
function setOnce(byId, id, token) {
  if (byId.has(id)) throw new Error(`Two tokens have the id ${id}`)
  byId.set(id, token)
}

/** @param {Map<number, string>} byId */
function listById(byId) {
  const size = 1 + [...byId.keys()].reduce((highest, id) => Math.max(highest, id), -1)
  return Array.from({ length: size }, (_, id) => byId.get(id))
}
