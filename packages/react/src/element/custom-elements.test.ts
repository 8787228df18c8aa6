import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import manifest from '../../custom-elements.json' with { type: 'json' }
import { ATTRIBUTES } from './attributes.ts'

const source = new URL('../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, source), 'utf8')
const components = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.tsx'))
  .map(read)
  .join('\n')
const [element] = manifest.modules[0]?.declarations ?? []
const named = (list: readonly { readonly name: string }[] = []) => list.map(({ name }) => name).sort()
const all = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort()

test('the manifest names each attribute; the theme is read by the styles alone', () => {
  expect(named(element?.attributes)).toEqual([...ATTRIBUTES, 'theme'].sort())
  expect(all(read('element/host.css'), /\[(theme)=/g)).toEqual(['theme'])
})

test('the manifest names each part', () => {
  expect(named(element?.cssParts)).toEqual(all(components, / part="([a-z-]+)"/g))
})

test('the manifest names each property of styles', () => {
  expect(named(element?.cssProperties)).toEqual(all(read('styles.css'), /var\(\s*(--ratecard-[a-z-]+)/g))
})
