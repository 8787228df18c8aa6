import { cliIssue } from '../cli-issue.ts'
import type { Entry } from '../io.ts'
import { type Folder, listFolder, openFolder, type Walk } from './folder.ts'

/** A regular file that was found, not named. */
export interface FoundFile {
  readonly path: string
  readonly size: number
}

/**
 * The files of a directory and of those in it, in the order of their names. Symbolic links are not followed, as git
 * does not: each file is found once, inside the directory, and no loop is endless.
 */
export async function walkFolder(path: string, walk: Walk): Promise<readonly FoundFile[]> {
  const files: FoundFile[] = []
  await walkInto(await openFolder(path, walk), walk, files)
  return files
}

async function walkInto(folder: Folder, walk: Walk, files: FoundFile[]): Promise<void> {
  const { entries, inner, error } = await listFolder(folder, walk)
  if (error !== undefined) walk.report(cliIssue('unreadable-file', folder.path, { reason: error }))
  for (const entry of entries) {
    const next = inner(entry.name)
    if (entry.kind === 'directory') await walkInto(next, walk, files)
    else takeFile(next.path, entry, walk, files)
  }
}

/** Takes a file among those found; what cannot be one is reported, and a link is left alone. */
export function takeFile(path: string, { kind, size }: Entry, { report }: Walk, files: FoundFile[]): void {
  if (kind === 'file') files.push({ path, size })
  else if (kind === 'other') report(cliIssue('special-file', path))
  else if (kind === 'unnamed') report(cliIssue('invalid-name', path))
}
