import { readdirSync } from 'node:fs'
import { defineConfig } from 'tsup'

/** One entry for all, one for the worker, and one for each encoding, named as it is. */
const encodings = readdirSync('src/entries').map((file) => [
  file.replace('.ts', '').replaceAll('-', '_'),
  `src/entries/${file}`,
])

export default defineConfig({
  entry: { index: 'src/index.ts', worker: 'src/worker/worker.ts', ...Object.fromEntries(encodings) },
  format: 'esm',
  target: 'es2022',
  dts: true,
  clean: true,
  splitting: true,
})
