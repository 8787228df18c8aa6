import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type PluginBuild } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, type Site } from './testing/open-page.ts'

const executablePath = process.env.CHROMIUM
const root = new URL('../', import.meta.url).pathname

/** What a page of somebody who uses React holds: the same on the server and in the browser. */
const FILES: Readonly<Record<string, string>> = {
  page: `
import { Calculator } from '@ratecard/react'
export const page = (
  <>
    <Calculator lists={['alibaba-model-studio/cn-cny']} values={{ model: 'qwen-max', text: 'Hello, world' }} />
    <Calculator provider="atomgit-ai" locale="zh"><p>Prices: see the list</p></Calculator>
  </>
)`,
  server: `
import { renderToString } from 'react-dom/server'
import { page } from 'virtual:page'
export const html = renderToString(page)`,
  browser: `
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import '@ratecard/react/styles.css'
import { page } from 'virtual:page'
hydrateRoot(document.querySelector('#root'), page, { onRecoverableError: (error) => console.error(error) })`,
}

function virtual({ onResolve, onLoad }: PluginBuild) {
  onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path: path.slice('virtual:'.length), namespace: 'virtual' }))
  onLoad({ filter: /./, namespace: 'virtual' }, ({ path }) => ({
    contents: FILES[path] as string,
    loader: 'tsx',
    resolveDir: root,
  }))
}

describe.each(['18', '19'])('with React %s', (version) => {
  let folder: string
  let html: string

  beforeAll(async () => {
    folder = join(root, 'node_modules/.cache', `react-${version}`)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const own = version === '18' ? '-18' : ''
    const options = {
      bundle: true,
      format: 'esm',
      target: 'es2022',
      absWorkingDir: root,
      jsx: 'automatic',
      // In development React tells of each difference between what a server wrote and what a page would.
      define: { 'process.env.NODE_ENV': '"development"' },
      alias: { react: `react${own}`, 'react-dom': `react-dom${own}` },
      plugins: [{ name: 'virtual', setup: virtual }],
      logLevel: 'error',
    } as const satisfies Parameters<typeof build>[0]
    await build({
      ...options,
      entryPoints: ['virtual:server'],
      platform: 'node',
      external: ['@ratecard/core', '@ratecard/tokenizers', '@ratecard/core/*'],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
      outfile: join(folder, 'server.mjs'),
    })
    await build({
      ...options,
      entryPoints: { element: 'virtual:browser', worker: join(root, 'dist/worker.js') },
      splitting: true,
      platform: 'browser',
      outdir: folder,
    })
    ;({ html } = await import(pathToFileURL(join(folder, 'server.mjs')).href))
  })

  test('a server writes what is there until the calculator is', () => {
    expect(html).toMatch(/^<section class="ratecard/)
    expect(html).toContain('<p>Prices: see the list</p>')
  })

  describe.skipIf(executablePath === undefined)('in a browser', () => {
    let site: Site

    beforeAll(async () => {
      site = await openSite(executablePath as string, pathToFileURL(`${folder}/`))
    })
    afterAll(() => site?.close())

    test('the page takes over without a word', async () => {
      const open = await site.open({ body: `<div id="root">${html}</div>` })
      const [first, second] = [open.page.locator('.ratecard').nth(0), open.page.locator('.ratecard').nth(1)]
      await first.getByText('An estimate').waitFor({ state: 'detached' })
      await expect.poll(() => first.locator('.rc-lines tbody tr td').first().textContent()).toMatch(/^3 /)
      await second.getByRole('tabpanel').waitFor()
      expect(open.complaints).toEqual([])
      await open.close()
    })
  })
})
