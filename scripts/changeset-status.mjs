import { spawnSync } from 'node:child_process'
import { root, run } from './pnpm.mjs'

/**
 * Every change to a package since the last release must have a changeset, and every changeset must parse. The last
 * release is the newest commit that touched a changelog, or before the first release the first commit: unlike the main
 * branch, both exist in any clone.
 */
export async function changesetStatus() {
  const since =
    git('log', '-1', '--format=%H', '--', 'packages/*/CHANGELOG.md') || git('rev-list', '--max-parents=0', 'HEAD')
  if (since === '') return { skipped: 'this is not a git checkout' }
  return run('changeset', ['status', `--since=${since.split('\n').at(-1)}`])
}

function git(...args) {
  return (spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout ?? '').trim()
}
