import { defineConfig } from 'tsup'

/** The fuzzer runs in Node alone; `@ratecard/tokenizers` and the oracles stay imports. */
export default defineConfig({
  entry: { run: 'fuzz/run.ts', linear: 'fuzz/linear.ts', 'linear-worker': 'fuzz/linear-worker.ts' },
  outDir: 'fuzz/dist',
  format: 'esm',
  target: 'node20',
  skipNodeModulesBundle: true,
  clean: true,
  silent: true,
})
