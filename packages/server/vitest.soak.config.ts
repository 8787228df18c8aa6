import { defineConfig } from 'vitest/config'

/** What takes minutes: run by `npm run soak` alone. */
export default defineConfig({ test: { include: ['src/**/*.soak.ts'] } })
