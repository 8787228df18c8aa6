import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const folders = [
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`),
  'examples',
  'conformance',
  'facts',
]
/** Whose tests need a browser. */
const inBrowsers = ['packages/server', 'packages/tokenizers']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: [join(root, 'scripts/vitest-fail-on-console.ts')],
    projects: folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).map(project),
  },
})

function project(folder: string) {
  return {
    extends: true as const,
    test: {
      name: folder.replace('packages/', ''),
      root: join(root, folder),
      globalSetup: inBrowsers.includes(folder) ? [join(root, 'scripts/vitest-chromium.ts')] : [],
    },
  }
}
