import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const tutorial = 'docs/tariffs.md'

const chinese = 'apps/docs/i18n/zh-CN/docusaurus-plugin-content-docs/current'

it.each([
  tutorial,
  'docs/balances.md',
  'docs/contracts.md',
  'docs/server.md',
  'docs/quick-start.md',
  'docs/cli.md',
  'docs/library.md',
  'docs/calculator.md',
  ...readdirSync(join(root, chinese)).map((name) => `${chinese}/${name}`),
])('%s shows what its commands print', (document) => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/sync-docs.mjs', '--check', document], {
    cwd: root,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

it('shows in the tutorial parts of the tariff files beside it', () => {
  const snippets = [...readFileSync(join(root, tutorial), 'utf8').matchAll(/(?<! -->)\n```json\n([\s\S]*?)\n```\n/g)]
  const files = ['june', 'corrected'].map((name) =>
    JSON.parse(readFileSync(join(root, `examples/tariffs/${name}.json`), 'utf8')),
  )
  expect(snippets).toHaveLength(files.length)
  for (const [at, [, snippet = '']] of snippets.entries()) {
    const { sources, cards = [], modifiers = [], ...rest } = JSON.parse(snippet)
    expect(files[at]).toMatchObject({ ...rest, sources })
    for (const card of cards) expect(files[at].cards).toContainEqual(card)
    for (const modifier of modifiers) expect(files[at].modifiers).toContainEqual(modifier)
  }
})

it('leaves no block open and none without what fills it', () => {
  for (const name of readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'))) {
    const text = readFileSync(join(root, 'docs', name), 'utf8')
    const fences = text.match(/^```/gm) ?? []
    expect([name, fences.length % 2]).toEqual([name, 0])
    expect([name, /```\w*\n```/.test(text)]).toEqual([name, false])
  }
})

it.each(readdirSync(join(root, chinese)))('%s has in Chinese the parts that it has in English', (name) => {
  const partsOf = (folder: string) => {
    const text = readFileSync(join(root, folder, name), 'utf8')
    const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '```')
    return prose.match(/^(?:#+ |```|<!-- (?:file|run): .+|\|(?=.*\|$))/gm)
  }
  expect(partsOf(chinese)).toEqual(partsOf('docs'))
})
