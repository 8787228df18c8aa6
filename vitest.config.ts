import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const folders = [...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`), 'examples', 'conformance']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: [join(root, 'scripts/vitest-fail-on-console.ts')],
    projects: folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).map(project),
  },
})

/** A package that needs something before its tests, once, says so in a `vitest.setup.ts`. */
function project(folder: string) {
  const setup = join(root, folder, 'vitest.setup.ts')
  return {
    extends: true as const,
    test: {
      name: folder.replace('packages/', ''),
      root: join(root, folder),
      globalSetup: existsSync(setup) ? [setup] : [],
    },
  }
}
