import { defineConfig } from 'tsup'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'estimator/index': 'src/estimator/index.ts',
    'import/index': 'src/import/index.ts',
    'messages/index': 'src/messages/index.ts',
    'messages/plain': 'src/messages/plain.ts',
    'messages/en/receipt': 'src/messages/en/receipt.ts',
    'messages/en/mistakes': 'src/messages/en/mistakes.ts',
    'messages/zh/receipt': 'src/messages/zh/receipt.ts',
    'messages/zh/mistakes': 'src/messages/zh/mistakes.ts',
    'schema/index': 'src/schema/index.ts',
    'tariffs/index': 'src/tariffs/index.ts',
  },
  format: 'esm',
  target: 'es2022',
  dts: true,
  clean: true,
  splitting: true,
})
