import { serve } from '@ratecard/server'
import { openClient } from '@ratecard/server/client'

const serving = await serve({ port: 0 })
const client = openClient({ baseUrl: serving.url })

const receipt = await client.price({ model: 'notebook', usage: { core_seconds: '1600' } })
export const totals = receipt.ok ? receipt.value.totals : receipt.problem.detail // 4/9 of a core-hour

const unknown = await client.price({ model: 'notebok', usage: { core_seconds: '1600' } })
export const code = unknown.ok ? '' : unknown.problem.code // unknown-model

await serving.close()
