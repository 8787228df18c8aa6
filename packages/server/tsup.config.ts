import { defineConfig } from 'tsup'

const entry = { index: 'src/index.ts', client: 'src/client/client.ts' }

export default defineConfig({
  entry: {
    ...entry,
    bin: 'src/bin.ts',
    'count-worker': 'src/counting/count-worker.ts',
    'count-thread': 'src/counting/count-thread.cjs',
  },
  loader: { '.cjs': 'copy' },
  format: 'esm',
  target: 'es2022',
  dts: { entry },
  clean: true,
  splitting: true,
})
