import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Sites that take long to build are driven on demand alone (`pnpm soak`). */
export default defineConfig({
  test: {
    include: ['src/*.soak.ts'],
    root: fileURLToPath(new URL('.', import.meta.url)),
    globalSetup: [fileURLToPath(new URL('../../scripts/vitest-chromium.ts', import.meta.url))],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000, interval: 20 } },
  },
})
