import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { encodings } from './encodings/encodings.ts'
import type { ExactTokenizer } from './tokenizer/exact-tokenizer.ts'
import { tokenizerIds } from './tokenizer-ids.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const fileOf = (id: string): string => `${id.replaceAll('_', '-')}.ts`

/** What esbuild tells of the chunks of a bundle, by their names. */
type Chunks = Readonly<Record<string, Chunk>>
interface Chunk {
  readonly entryPoint?: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly imports: readonly { readonly path: string; readonly kind: 'import-statement' | 'dynamic-import' }[]
}

/** The bundler that tsup builds this package with. */
const esbuild: { build(options: object): Promise<{ metafile: { outputs: Chunks } }> } = createRequire(
  createRequire(import.meta.url).resolve('tsup'),
)('esbuild')

async function bundle(entry: string): Promise<Chunks> {
  const { metafile } = await esbuild.build({
    entryPoints: [entry],
    absWorkingDir: root,
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
  })
  return metafile.outputs
}

/** The data in the chunk of a module and in those that come with it: at once, or also whenever it asks for them. */
function dataOf(chunks: Chunks, entry: string, when: 'at once' | 'ever'): string[] {
  const reached = new Set(Object.keys(chunks).filter((name) => chunks[name]?.entryPoint === entry))
  expect(reached.size).toBe(1)
  for (const name of reached) {
    for (const { path, kind } of chunks[name]?.imports ?? []) {
      if (when === 'ever' || kind === 'import-statement') reached.add(path)
    }
  }
  const inputs = [...reached].flatMap((name) => Object.keys(chunks[name]?.inputs ?? {}))
  return inputs.filter((input) => input.startsWith('data/')).sort()
}

const vocabularies = (data: readonly string[]): string[] => data.filter((file) => file.endsWith('.js'))

describe('a bundle for browsers', () => {
  test.each(tokenizerIds)('with the entry %s has its vocabulary and no other, in a chunk of its own', async (id) => {
    const entry = `src/entries/${fileOf(id)}`
    const chunks = await bundle(entry)
    const { vocabulary } = await encodings[id]()
    expect(vocabularies(dataOf(chunks, entry, 'at once'))).toEqual([])
    expect(vocabularies(dataOf(chunks, entry, 'ever'))).toEqual([`data/${vocabulary.name}.js`])
    expect(Object.values(chunks).filter(({ inputs }) => vocabularies(Object.keys(inputs)).length > 0)).toHaveLength(1)
  })

  test.each(['src/index.ts', 'src/worker/worker.ts'])('of %s has no data, and loads one vocabulary', async (entry) => {
    const chunks = await bundle(entry)
    expect(dataOf(chunks, entry, 'at once')).toEqual([])
    for (const id of tokenizerIds) {
      const encoding = `src/encodings/${fileOf(id)}`
      const { vocabulary } = await encodings[id]()
      expect(vocabularies(dataOf(chunks, encoding, 'at once'))).toEqual([])
      expect(vocabularies(dataOf(chunks, encoding, 'ever'))).toEqual([`data/${vocabulary.name}.js`])
      expect(dataOf(chunks, encoding, 'at once')).toContain(`data/${id}.specials.json`)
    }
  })
})

describe('the entries of the package', () => {
  test('are one for each tokenizer', () => {
    const { exports } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
    const entries = tokenizerIds.map((id) => `./${id}`)
    expect(Object.keys(exports)).toEqual(['.', './worker', ...entries, './package.json'])
    expect(readdirSync(`${root}/src/entries`).sort()).toEqual(tokenizerIds.map(fileOf).sort())
  })

  test.each(tokenizerIds)('%s loads that tokenizer', async (id) => {
    const entry: { load(): Promise<ExactTokenizer> } = await import(`./entries/${id.replaceAll('_', '-')}.ts`)
    expect((await entry.load()).id).toBe(id)
  })
})
