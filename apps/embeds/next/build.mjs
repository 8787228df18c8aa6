import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Builds the site in a folder of its own, with the packages as they would be published: Next weighs 350 MB, which nobody
 * should have to install for the other tests.
 */
const fixture = fileURLToPath(new URL('.', import.meta.url))
const built = fileURLToPath(new URL('../dist/next/', import.meta.url))
const packages = ['core', 'tokenizers', 'react'].map((name) =>
  fileURLToPath(new URL(`../../../packages/${name}`, import.meta.url)),
)
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
const run = (cwd, command, ...args) => execFileSync(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] })

const folder = await mkdtemp(join(tmpdir(), 'embed-in-next-'))
try {
  const site = join(folder, 'site')
  for (const own of packages) run(own, 'pnpm', 'pack', '--pack-destination', folder)
  const packs = (await readdir(folder)).map((name) => join(folder, name))
  await cp(fixture, site, { recursive: true })
  run(site, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...packs)
  run(site, 'npm', 'run', 'build')
  await rm(built, { recursive: true, force: true })
  await cp(join(site, 'out'), built, { recursive: true })
} finally {
  await rm(folder, { recursive: true, force: true })
}
