import { spawnSync } from 'node:child_process'

/**
 * Builds the site, or shows it while it is worked on: `node scripts/site.mjs build|start`. Docusaurus would ask the
 * registry for a newer version of itself; a build asks nobody for anything.
 */
const [command = 'build'] = process.argv.slice(2)
const env = { ...process.env, NO_UPDATE_NOTIFIER: '1' }

await import('./reference.mjs')
const { status } = spawnSync('docusaurus', [command], { stdio: 'inherit', env, shell: process.platform === 'win32' })
if (status !== 0) process.exit(status ?? 1)
if (command === 'build') await import('./policy.mjs')
