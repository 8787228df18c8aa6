import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const modules = join(import.meta.dirname, '..', 'node_modules', '@ratecard')

/** A digest of the built files of packages that are measured: equal before and after a run, or its figures are of two builds. */
export function buildDigest(packages) {
  const hash = createHash('sha256')
  for (const name of packages) {
    const folder = join(modules, name, 'dist')
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort()
    for (const path of paths) hash.update(path.slice(folder.length)).update(readFileSync(path))
  }
  return hash.digest('hex')
}
