import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const folders = [
  ...['packages', 'apps'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)),
  'examples',
  'conformance',
  'facts',
]
/** Whose tests need a browser. */
const inBrowsers = [
  'apps/docs',
  'apps/embeds',
  'conformance',
  'packages/react',
  'packages/server',
  'packages/tokenizers',
]

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 10_000, interval: 20 } },
    setupFiles: [join(root, 'scripts/vitest-fail-on-console.ts')],
    projects: folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).map(project),
  },
})

function project(folder: string) {
  return {
    extends: true as const,
    test: {
      name: folder.replace(/^(?:packages|apps)\//, ''),
      root: join(root, folder),
      globalSetup: inBrowsers.includes(folder) ? [join(root, 'scripts/vitest-chromium.ts')] : [],
    },
  }
}
