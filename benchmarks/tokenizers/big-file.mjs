import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { corpusNames, readCorpus } from '../corpora/corpus.mjs'

/** Calls `use` with the path of a file of `bytes` bytes, the corpora one after the other again and again; removes it. */
export function withBigFile(bytes, use) {
  const folder = mkdtempSync(join(tmpdir(), 'ratecard-benchmark-'))
  try {
    const path = join(folder, 'text.txt')
    write(path, bytes)
    return use(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function write(path, bytes) {
  const texts = corpusNames.map((name) => Buffer.from(`${readCorpus(name)}\n`))
  const file = openSync(path, 'w')
  for (let size = 0, turn = 0; size < bytes; turn++) size += writeSync(file, texts[turn % texts.length])
  closeSync(file)
}
