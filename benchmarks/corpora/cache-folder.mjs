import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', 'node_modules', '.cache')

/** A folder of what benchmarks fetch or build: never committed, and safe to delete. */
export function cacheFolder(...names) {
  const folder = join(root, ...names)
  mkdirSync(folder, { recursive: true })
  return folder
}
