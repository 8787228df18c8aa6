import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pnpm, root } from './pnpm.mjs'

/** Every package of the workspace except the root, in the order pnpm lists them. */
export async function workspacePackages() {
  const { stdout } = await pnpm(['list', '--recursive', '--depth=-1', '--json'])
  return JSON.parse(stdout)
    .filter(({ path }) => join(path, '/') !== join(root, '/'))
    .map(({ name, path }) => ({
      name,
      directory: path,
      manifest: JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')),
    }))
}
