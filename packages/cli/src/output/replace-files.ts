import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Refusal } from '../io.ts'
import { systemErrorCode } from '../system-error.ts'

/**
 * Writes texts to files. All are written beside their places first, and only then take them one after the other, so
 * that a full disk changes nothing and nobody ever reads half of one.
 */
export function replaceFiles(files: ReadonlyMap<string, string>): Refusal | undefined {
  const written: string[] = []
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(path), { recursive: true })
      written.push(temporary(path))
      writeWhole(temporary(path), text)
    }
    for (const path of files.keys()) renameSync(temporary(path), path)
    return undefined
  } catch (error) {
    for (const path of written) rmSync(path, { force: true })
    return { error: systemErrorCode(error) }
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
