import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { constants, gzipSync } from 'node:zlib'
import { fetchSource } from './fetch-source.mjs'
import { packVocabulary } from './pack-vocabulary.mjs'
import { parseSource } from './parse-source.mjs'
import { proveMerges } from './prove-merges.mjs'
import sources from './vocabulary-sources.json' with { type: 'json' }

const folder = new URL('../data/', import.meta.url)

/**
 * Special tokens that are in OpenAI's definition of an encoding, but not in the file.
 *
 * @typedef {{ before: string, from: number, until: number, after: string }} ReservedTokens
 *
 * @typedef {import('./fetch-source.mjs').PackageFile & { vocabulary: string, reserved?: ReservedTokens }} EncodingSource
 */

/** @type {Record<string, EncodingSource>} */
export const encodingSources = sources

/** Writes `data`: a module per vocabulary, made of the first encoding that has it, and the special tokens of each encoding. */
function writeVocabularies() {
  mkdirSync(folder, { recursive: true })
  /** @type {Map<string, Encoding>} */
  const written = new Map()
  for (const [id, source] of Object.entries(encodingSources)) {
    const encoding = readEncoding(source)
    const first = written.get(source.vocabulary)
    if (first === undefined) writeVocabulary(source, encoding)
    else if (encoding.tokens.some((token, id) => token !== first.tokens[id])) {
      throw new Error(`The tokens of ${id} are not those the vocabulary ${source.vocabulary} begins with`)
    }
    written.set(source.vocabulary, first ?? encoding)
    writeFileSync(new URL(`${id}.specials.json`, folder), `${JSON.stringify(encoding.specials, null, 2)}\n`)
    const { merges, specials } = encoding
    report(`${id}: ${merges.size} ids, gaps [${merges.gaps}], ${Object.keys(specials).length} special tokens`)
  }
}

/**
 * @typedef {object} Encoding
 * @property {(string | undefined)[]} tokens
 * @property {import('./prove-merges.mjs').Merges} merges
 * @property {Record<string, number>} specials
 *
 * @param {EncodingSource} source
 * @returns {Encoding}
 */
export function readEncoding(source) {
  const parsed = parseSource(fetchSource(source))
  return {
    tokens: parsed.tokens,
    merges: proveMerges(parsed),
    specials: Object.fromEntries(
      [...reservedTokens(source.reserved), ...Object.entries(parsed.specials)].sort(([, a], [, b]) => a - b),
    ),
  }
}

/**
 * They go before the named ones, so that of two tokens with one id the last is the proper one.
 *
 * @param {ReservedTokens} [reserved]
 * @returns {[string, number][]}
 */
function reservedTokens({ before, from, until, after } = { before: '', from: 0, until: 0, after: '' }) {
  return Array.from({ length: until - from }, (_, index) => [`${before}${from + index}${after}`, from + index])
}

/** @param {EncodingSource} source @param {Encoding} encoding */
function writeVocabulary(source, { merges }) {
  const packed = packVocabulary(merges)
  const sha256 = createHash('sha256').update(packed).digest('hex')
  // Planes of numbers are unlike text: with this strategy gzip tries harder with single bytes, and saves 1 % more.
  const zipped = gzipSync(packed, { level: 9, strategy: constants.Z_FILTERED })
  const module = `/*!
 * The vocabulary ${source.vocabulary}, see NOTICE: the two tokens that each token is merged from.
 * Made by scripts/write-vocabularies.mjs of ${source.path} of ${source.package} ${source.version},
 * SHA-256 ${source.sha256}
 * SHA-256 of the packed bytes ${sha256}
 */
export default '${zipped.toString('base64')}'
`
  writeFileSync(new URL(`${source.vocabulary}.js`, folder), module)
  const transport = gzipSync(module, { level: 9 }).length
  report(`${source.vocabulary}.js: SHA-256 ${sha256}, ${transport} bytes when gzipped for transport`)
}

/** @param {string} line */
function report(line) {
  process.stdout.write(`${line}\n`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeVocabularies()
