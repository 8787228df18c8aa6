import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { canonicalJson } from '../tariff/canonical-json.ts'
import type { Tariff } from '../tariff/tariff.ts'

const folder = new URL('../../tariffs/', import.meta.url)
const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

function readTariffs(): readonly Tariff[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map((file) => new URL(`${name}/${file}`, folder)))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Tariff)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

const indexEntry = (tariff: Tariff) => ({
  id: tariff.id,
  provider: tariff.provider,
  ...(tariff.scope !== undefined && { scope: tariff.scope }),
  currency: tariff.currency,
  sha256: sha256(tariff),
  models: [...new Set(tariff.cards.flatMap(({ model, aliases = [] }) => [model, ...aliases]))],
})

it('the index and its hashes are those of the files (`pnpm sync` writes them)', async () => {
  const entries = readTariffs().map((tariff) => JSON.stringify(indexEntry(tariff)))
  const text = `{\n  "tariffs": [\n    ${entries.join(',\n    ')}\n  ]\n}\n`
  await expect(text).toMatchFileSnapshot('../../tariffs/index.json')
})

it('every file in the folder can be loaded, and loads as itself', async () => {
  const { BUNDLED_TARIFFS } = await import('./index.ts')
  const files = readTariffs()
  expect(BUNDLED_TARIFFS.map(({ id }) => id)).toEqual(files.map(({ id }) => id))
  for (const [at, { load }] of BUNDLED_TARIFFS.entries()) expect(await load()).toEqual(files[at])
})
