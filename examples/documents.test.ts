import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const tutorial = 'docs/tariffs.md'

it.each([tutorial, 'docs/balances.md', 'docs/server.md'])('%s shows what its commands print', (document) => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/sync-docs.mjs', '--check', document], {
    cwd: root,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

it('shows in the tutorial parts of the tariff files beside it', () => {
  const snippets = [...readFileSync(join(root, tutorial), 'utf8').matchAll(/(?<! -->)\n```json\n([\s\S]*?)\n```\n/g)]
  const { cards } = JSON.parse(readFileSync(join(root, 'examples/tariffs/corrected.json'), 'utf8'))
  expect(snippets).toHaveLength(1)
  for (const [, snippet = ''] of snippets) expect(cards).toContainEqual(JSON.parse(snippet))
})
