import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../node_modules/.cache/estimator/', import.meta.url))

/** Folder of a published package (`name@version`), fetched once with `npm pack`. */
export function packageFolder(spec) {
  const folder = join(cache, spec.replace('/', '+'))
  if (existsSync(folder)) return folder
  mkdirSync(`${folder}.new`, { recursive: true })
  const archive = execFileSync('npm', ['pack', '--silent', spec], { cwd: cache, encoding: 'utf8' }).trim()
  execFileSync('tar', ['-xzf', archive, '-C', `${folder}.new`, '--strip-components=1'], { cwd: cache })
  renameSync(`${folder}.new`, folder)
  return folder
}

/** Files of a package whose path fits, by name. */
export function packageFiles(spec, fits) {
  const folder = packageFolder(spec)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => fits.test(path) && statSync(join(folder, path)).isFile())
    .sort()
    .map((path) => ({ name: `${spec}/${path}`, text: readFileSync(join(folder, path), 'utf8') }))
}
