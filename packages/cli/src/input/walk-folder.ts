import type { Issue } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'
import { type Folder, listFolder, openFolder, type Walk } from './folder.ts'

/** A regular file that was found, not named. */
export interface FoundFile {
  readonly path: string
  readonly size: number
}

export interface Found {
  readonly files: FoundFile[]
  /** What could not be looked at. */
  readonly issues: Issue[]
}

/**
 * The files of a directory and of those in it, in the order of their names. Symbolic links are not followed, as git
 * does not: each file is found once, inside the directory, and no loop is endless.
 */
export async function walkFolder(path: string, walk: Walk): Promise<Found> {
  const found: Found = { files: [], issues: [] }
  await walkInto(await openFolder(path, walk), walk, found)
  return found
}

async function walkInto(folder: Folder, walk: Walk, found: Found): Promise<void> {
  const { entries, inner, error } = await listFolder(folder, walk)
  if (error !== undefined) found.issues.push(cliIssue('unreadable-file', shorten(folder.path), { reason: error }))
  for (const { name, kind, size } of entries) {
    const next = inner(name)
    if (kind === 'directory') await walkInto(next, walk, found)
    else if (kind === 'file') found.files.push({ path: next.path, size })
    else if (kind === 'other') found.issues.push(cliIssue('special-file', shorten(next.path)))
  }
}
