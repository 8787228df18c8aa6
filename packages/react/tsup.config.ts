import { copyFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { defineConfig, type Options } from 'tsup'
import manifest from './package.json' with { type: 'json' }

const define = { RATECARD_VERSION: JSON.stringify(manifest.version) }
const browser = { format: 'esm', target: 'es2022', platform: 'browser', splitting: true, define } as const

/** A shadow root takes its styles from a text, which is as small as the code. */
const minifiedStyles: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'minified-styles',
  setup: ({ onResolve, onLoad }) => {
    // tsup takes each path that ends with .css for itself.
    onResolve({ filter: /\.css$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, `${path}?`) }))
    onLoad({ filter: /\.css\?$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path.slice(0, -1), 'utf8'), { loader: 'css', minify: true })
      return { contents: code, loader: 'text' }
    })
  },
}

export default defineConfig([
  {
    ...browser,
    entry: { index: 'src/index.ts', worker: 'src/worker.ts' },
    dts: { entry: { index: 'src/index.ts' } },
    clean: ['dist/*.js', 'dist/*.d.ts'],
    banner: { js: "'use client'" },
    external: ['react', 'react/jsx-runtime', /^@ratecard\//],
    onSuccess: async () => copyFileSync('src/styles.css', 'dist/styles.css'),
  },
  {
    ...browser,
    entry: { element: 'src/element/element.tsx', jsx: 'src/jsx.ts', worker: 'src/worker.ts' },
    outDir: 'dist/element',
    dts: { entry: { element: 'src/element/element.tsx', jsx: 'src/jsx.ts' } },
    clean: true,
    minify: true,
    noExternal: [/./],
    esbuildPlugins: [minifiedStyles],
    define: { ...define, 'process.env.NODE_ENV': '"production"' },
    esbuildOptions: (options) => {
      options.alias = { react: './src/element/react-of-preact.ts', 'react/jsx-runtime': 'preact/jsx-runtime' }
      options.legalComments = 'none'
    },
  },
])
