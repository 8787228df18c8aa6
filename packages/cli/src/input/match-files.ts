import { isAbsolute, relative, resolve } from 'node:path'
import { cliIssue } from '../cli-issue.ts'
import type { Entry } from '../io.ts'
import { isNothingThere } from '../system-error.ts'
import { type Folder, listFolder, openFolder, type Walk } from './folder.ts'
import { type FoundFile, takeFile } from './walk-folder.ts'

type Listing = (error: Error | null, entries: readonly unknown[]) => void

/** The files that a pattern matches, in the order of their names, under the same rules as `walkFolder`'s. */
export async function matchFiles(pattern: string, walk: Walk): Promise<readonly FoundFile[]> {
  const { glob } = await import('tinyglobby')
  const absolute = isAbsolute(pattern)
  const folders = new Map<string, Folder>()
  const others = new Map<string, Entry>()
  const list = async (path: string): Promise<readonly Entry[]> => {
    const { entries, inner, error } = await listFolder(folders.get(path) ?? (await openFolder(path, walk)), walk)
    const place = absolute ? path : relative('', path)
    // A pattern whose directory is not there matches nothing.
    if (error && !isNothingThere(error)) walk.report(cliIssue('unreadable-file', place, { reason: error }))
    for (const entry of entries)
      if (entry.kind === 'directory') folders.set(resolve(path, entry.name), inner(entry.name))
      else others.set(resolve(path, entry.name), entry)
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
  const files: FoundFile[] = []
  for (const path of paths.sort()) takeFile(path, others.get(resolve(path)) as Entry, walk, files)
  return files
}

/** What is neither a directory nor a link is a file here: whether it can be counted is told of what matches. */
const direntOf = ({ name, kind }: Entry) => ({
  name,
  isFile: () => kind !== 'directory' && kind !== 'link',
  isDirectory: () => kind === 'directory',
  isSymbolicLink: () => kind === 'link',
})
