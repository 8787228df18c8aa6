import { expect, it } from 'vitest'
import { z } from 'zod'
import { serverSettingsSchema, withDefaultSettings } from './server-settings.ts'

it('has the JSON Schema that is committed for editors', async () => {
  const { $schema, ...rest } = z.toJSONSchema(serverSettingsSchema, { io: 'input' })
  const schema = { $schema, $id: 'ratecard/server-settings@1', title: 'Settings of a Ratecard server', ...rest }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../settings.schema.json')
})

it('serves this machine alone and without limit, unless keys are stated', () => {
  expect(withDefaultSettings({})).toMatchObject({ host: '127.0.0.1', port: 8080, keys: [], unitsPerMinute: 0 })
  const keys = [{ id: 'ci', sha256: '0'.repeat(64), scopes: ['price' as const] }]
  expect(withDefaultSettings({ keys })).toMatchObject({ unitsPerMinute: 60_000 })
})
