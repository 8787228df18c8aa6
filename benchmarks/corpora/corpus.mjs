import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.mjs'
import { fetchSource } from './fetch-source.mjs'
import { recipes } from './recipes.mjs'

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, 'corpora.json'), 'utf8'))

/** The texts to measure on; `warmup` is another text, to run an engine on before it is measured. */
export const corpusNames = Object.keys(manifest.texts).filter((name) => name !== 'warmup')

/** The text of a corpus, built when it is not there yet. Throws when what was built is not the recorded text. */
export function readCorpus(name) {
  const path = join(cacheFolder('corpora'), `${name}.txt`)
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (isRecorded(name, kept)) return kept
  const text = buildCorpus(name, readCorpus)
  if (!isRecorded(name, text)) {
    const [expected, found] = [manifest.texts[name], digestOf(text)].map((digest) => JSON.stringify(digest))
    throw new Error(`The corpus ${name} is not the recorded one: expected ${expected}, got ${found}.`)
  }
  saveCorpus(name, text)
  return text
}

/** Makes the text of a corpus from the sources, and from other corpora by `text`. */
export function buildCorpus(name, text) {
  return recipes[name]({ source: (key) => fetchSource(manifest.sources[key]), text })
}

export function saveCorpus(name, text) {
  const path = join(cacheFolder('corpora'), `${name}.txt`)
  writeFileSync(`${path}.${process.pid}`, text)
  renameSync(`${path}.${process.pid}`, path)
}

export function digestOf(text) {
  return { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }
}

function isRecorded(name, text) {
  return digestOf(text).sha256 === manifest.texts[name].sha256
}
