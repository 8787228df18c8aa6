import { defineConfig, type Options } from 'tsup'

const common: Options = {
  format: 'esm',
  target: 'node20',
  /** Small to parse, and still readable where RATECARD_DEBUG shows a stack. */
  esbuildOptions: (options) => {
    options.minifyWhitespace = true
    options.minifySyntax = true
  },
}

/** Core and what else stands under devDependencies is bundled; NOTICE names what is not ours. */
export default defineConfig([
  /**
   * A small entry, one chunk for all commands, and a chunk for each price list, each language, the schemas and what only
   * directories and patterns need: a cold start reads few files.
   */
  { ...common, entry: { main: 'src/main.ts' }, splitting: true, clean: ['!thread/**'] },
  /** What the threads of a count run, in a file of its own, so that the commands are not divided for its sake. */
  { ...common, entry: { 'count-thread': 'src/counting/count-thread.ts' }, outDir: 'dist/thread', clean: true },
])
