import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Refusal } from '../io.ts'
import { systemErrorCode } from '../system-error.ts'

/**
 * Writes texts to files. All are written beside their places first, and only then take them one after the other, so
 * that a full disk changes nothing and nobody ever reads half of one.
 */
export function replaceFiles(files: ReadonlyMap<string, string>): Refusal | undefined {
  const written: string[] = []
  const made: string[] = []
  try {
    for (const [path, text] of files) {
      made.unshift(...missingDirectories(dirname(path)))
      mkdirSync(dirname(path), { recursive: true })
      written.push(temporary(path))
      writeWhole(temporary(path), text)
    }
    for (const path of files.keys()) renameSync(temporary(path), path)
    return undefined
  } catch (error) {
    for (const path of written) rmSync(path, { force: true })
    for (const path of made) removeEmpty(path)
    return { error: systemErrorCode(error) }
  }
}

/** The directories on the way to one that are not there yet, the innermost first. */
const missingDirectories = (directory: string): readonly string[] =>
  existsSync(directory) ? [] : [directory, ...missingDirectories(dirname(directory))]

/** A directory that was made for nothing; what somebody has put into it meanwhile stays. */
function removeEmpty(directory: string): void {
  try {
    rmdirSync(directory)
  } catch {
    // Not empty, or never made.
  }
}

const temporary = (path: string): string => `${path}.${process.pid}.tmp`

function writeWhole(path: string, text: string): void {
  const file = openSync(path, 'w')
  try {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
