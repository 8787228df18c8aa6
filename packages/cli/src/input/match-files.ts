import { isAbsolute, relative, resolve } from 'node:path'
import { cliIssue, shorten } from '../cli-issue.ts'
import type { Entry } from '../io.ts'
import { type Folder, listFolder, openFolder, type Walk } from './folder.ts'
import type { Found } from './walk-folder.ts'

type Listing = (error: Error | null, entries: readonly unknown[]) => void

/** The files that a pattern matches, in the order of their names, under the same rules as `walkFolder`'s. */
export async function matchFiles(pattern: string, walk: Walk): Promise<Found> {
  const { glob } = await import('tinyglobby')
  const absolute = isAbsolute(pattern)
  const folders = new Map<string, Folder>()
  const sizes = new Map<string, number>()
  const found: Found = { files: [], issues: [] }
  const list = async (path: string): Promise<readonly Entry[]> => {
    const { entries, inner, error } = await listFolder(folders.get(path) ?? (await openFolder(path, walk)), walk)
    const place = absolute ? path : relative('', path)
    if (error && !NOTHING_THERE.has(error))
      found.issues.push(cliIssue('unreadable-file', shorten(place), { reason: error }))
    for (const { name, kind, size } of entries)
      if (kind === 'directory') folders.set(resolve(path, name), inner(name))
      else sizes.set(resolve(path, name), size)
    return entries
  }
  const readdir = (path: string, _options: unknown, done: Listing): void => {
    list(resolve(path)).then(
      (entries) => done(null, entries.map(direntOf)),
      (error) => done(error, []),
    )
  }
  const paths = await glob(pattern, {
    fs: { readdir: readdir as never },
    absolute,
    expandDirectories: false,
    followSymbolicLinks: false,
  })
  found.files.push(...paths.sort().map((path) => ({ path, size: sizes.get(resolve(path)) ?? 0 })))
  return found
}

/** A pattern whose directory is not there matches nothing. */
const NOTHING_THERE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR'])

const direntOf = ({ name, kind }: Entry) => ({
  name,
  isFile: () => kind === 'file',
  isDirectory: () => kind === 'directory',
  isSymbolicLink: () => kind === 'link',
})
