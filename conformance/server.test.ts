import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, describe, expect, it } from 'vitest'
import { askServer, closeServers } from './ask-server.ts'
import { checkReceipt } from './check-receipt.ts'
import { differences, VECTOR_FILES } from './vector.ts'

const schema = createRequire(import.meta.url).resolve('@ratecard/core/schema/receipt.schema.json')
const isReceipt = new Ajv2020({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(schema, 'utf8')))

afterAll(closeServers)

describe.each(VECTOR_FILES)('%s over HTTP', (_file, vectors) => {
  it.each(vectors)('$name', async ({ given, then }) => {
    const answer = await askServer(given)
    expect(differences(answer, then)).toEqual([])
    if (answer.receipt === undefined) return
    expect(checkReceipt(answer.receipt as never)).toEqual([])
    expect([isReceipt(answer.receipt), isReceipt.errors]).toEqual([true, null])
  })
})
