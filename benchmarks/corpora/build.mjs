/**
 * Builds the corpora and compares each with its recorded digest. `--record` writes the digests of what was built, for
 * a change of the recipes or of a source's version.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildCorpus, digestOf, saveCorpus } from './corpus.mjs'

const manifestPath = join(import.meta.dirname, 'corpora.json')
const record = process.argv.includes('--record')

const built = {}
for (const name of Object.keys(JSON.parse(readFileSync(manifestPath, 'utf8')).texts)) {
  const text = buildCorpus(name, (other) => built[other])
  const digest = digestOf(text)
  built[name] = text
  saveCorpus(name, text)
  const same = record ? recordDigest(name, digest) : compareDigest(name, digest)
  console.log(`${name.padEnd(7)} ${String(digest.bytes).padStart(8)} bytes  ${digest.sha256.slice(0, 16)}  ${same}`)
}

function recordDigest(name, digest) {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))
  manifest.texts[name] = digest
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`)
  return 'recorded'
}

function compareDigest(name, digest) {
  const { texts } = JSON.parse(readFileSync(manifestPath, 'utf8'))
  if (digest.sha256 === texts[name].sha256) return 'as recorded'
  process.exitCode = 1
  return `differs from the recorded ${texts[name].bytes} bytes, ${texts[name].sha256.slice(0, 16)}`
}
