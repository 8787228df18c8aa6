import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SOURCE = new URL('./', import.meta.url)

/** What a module imports or exports from, types included; comments and texts are not read as code. */
function importsOf(file: URL): readonly string[] {
  const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^'\n]+)'/g)].map(([, specifier = '']) => specifier)
}

/** Every file that a module reaches, and every import that is no file of this package. */
function graphOf(entry: string): { readonly files: readonly string[]; readonly packages: readonly string[] } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: URL): void => {
    const path = fileURLToPath(file).slice(fileURLToPath(SOURCE).length)
    if (files.has(path)) return
    files.add(path)
    if (!path.endsWith('.ts')) return
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('.')) visit(new URL(specifier, file))
      else packages.add(specifier)
    }
  }
  visit(new URL(entry, SOURCE))
  return { files: [...files].sort(), packages: [...packages].sort() }
}

describe('the main entry', () => {
  const { files, packages } = graphOf('index.ts')

  it('imports no package and nothing of the host', () => {
    expect(packages).toEqual([])
  })

  it('reaches no message, no schema, no tariff, no lint and no test', () => {
    expect(files.filter((file) => /^(messages|schema|tariffs|testing|\.\.)\/|\/lint|\.test\.ts$/.test(file))).toEqual(
      [],
    )
  })

  it('reaches the stages of core, so that the search that finds nothing else has searched', () => {
    for (const file of [
      'compile/compile-tariff.ts',
      'rating/rate-usage.ts',
      'receipt/estimate.ts',
      'meter/meters.json',
      'estimate/han.json',
    ])
      expect(files).toContain(file)
    expect(files.every((file) => existsSync(new URL(file, SOURCE)))).toBe(true)
    expect(graphOf('schema/index.ts').packages).toContain('zod')
  })

  it('names no global of a host, no clock and no randomness', () => {
    const banned =
      /\b(process|globalThis|navigator|fetch|setTimeout|setInterval|performance|crypto|require|Math\.random|Date\.now|new Date\(\)|Intl|toLocale\w+)\b/
    const found = files
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => {
        const code = readFileSync(new URL(file, SOURCE), 'utf8').replaceAll(
          /\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g,
          '',
        )
        return banned.test(code) ? [`${file}: ${banned.exec(code)?.[0]}`] : []
      })
    expect(found).toEqual([])
  })

  it('exports values that all exist, and no builder of the tests', async () => {
    const exported = await import('./index.ts')
    expect(Object.entries(exported).filter(([, value]) => value === undefined)).toEqual([])
    expect(Object.keys(exported).filter((name) => /^a[A-Z]|^exact$|receiptOf/.test(name))).toEqual([])
  })
})
