import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { askCli } from './ask-cli.ts'
import { checkReceipt } from './check-receipt.ts'
import { differences, VECTOR_FILES } from './vector.ts'

const schema = createRequire(import.meta.url).resolve('@ratecard/core/schema/receipt.schema.json')
const isReceipt = new Ajv2020({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(schema, 'utf8')))

describe.each(VECTOR_FILES)('%s through the command line', (_file, vectors) => {
  it.concurrent.each(vectors)('$name', async ({ given, then }) => {
    const answer = await askCli(given)
    expect(differences(answer, then)).toEqual([])
    if (answer.receipt === undefined) return
    expect(checkReceipt(answer.receipt as never)).toEqual([])
    expect([isReceipt(answer.receipt), isReceipt.errors]).toEqual([true, null])
  })
})
