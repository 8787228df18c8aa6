import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.mjs'

/**
 * The folder with the files of a pinned source. It is fetched with its registry's own client, checked against its
 * recorded digest and unpacked once.
 */
export function fetchSource(source) {
  const label = `${source.name.replace(/[@/]/g, '_')}-${source.version}`
  const folder = cacheFolder('sources', label)
  if (existsSync(join(folder, 'unpacked'))) return join(folder, 'unpacked')
  const archive = archiveIn(folder) ?? download(source, folder)
  checkDigest(source, archive)
  unpack(archive, folder)
  return join(folder, 'unpacked')
}

function archiveIn(folder) {
  const file = readdirSync(folder).find((name) => /\.(tgz|deb)$/.test(name))
  return file && join(folder, file)
}

function download({ registry, name, version }, folder) {
  const [command, ...args] =
    registry === 'npm'
      ? ['npm', 'pack', `${name}@${version}`, '--silent', '--ignore-scripts']
      : ['apt-get', 'download', '--quiet', `${name}=${version}`]
  try {
    execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    const byHand = `Put the archive of ${name} ${version} (${registry}) into ${folder} by hand and run again`
    throw new Error(`${command} could not fetch ${name} ${version}. ${byHand}.`, { cause: error })
  }
  return archiveIn(folder)
}

function checkDigest({ name, version, digest }, archive) {
  const [algorithm] = digest.split('-')
  const found = `${algorithm}-${createHash(algorithm).update(readFileSync(archive)).digest('base64')}`
  if (found !== digest) throw new Error(`${name} ${version} is not the recorded one: expected ${digest}, got ${found}.`)
}

/** Unpacked beside its place and moved there, so that an interrupted run leaves nothing half done. */
function unpack(archive, folder) {
  const partial = join(folder, 'partial')
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial)
  if (archive.endsWith('.deb')) execFileSync('dpkg-deb', ['-x', archive, partial])
  else execFileSync('tar', ['-xzf', archive, '-C', partial, '--strip-components=1'])
  renameSync(partial, join(folder, 'unpacked'))
}
