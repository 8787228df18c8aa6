import { defineConfig } from 'tsup'

/**
 * A small entry, one chunk for all commands, and a chunk for each price list, each language and the schemas: a cold start
 * reads few files. Core and what else stands under devDependencies is bundled; NOTICE names what is not ours.
 */
export default defineConfig({
  entry: { main: 'src/main.ts' },
  format: 'esm',
  target: 'node20',
  clean: true,
  splitting: true,
  /** Small to parse, and still readable where RATECARD_DEBUG shows a stack. */
  esbuildOptions: (options) => {
    options.minifyWhitespace = true
    options.minifySyntax = true
  },
})
