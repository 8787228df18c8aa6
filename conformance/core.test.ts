import { describe, expect, it } from 'vitest'
import { askCore } from './ask-core.ts'
import { checkReceipt } from './check-receipt.ts'
import { differences, VECTOR_FILES } from './vector.ts'

describe.each(VECTOR_FILES)('%s through core', (_file, vectors) => {
  it.each(vectors)('$name', async ({ given, then }) => {
    const answer = await askCore(given)
    expect(differences(answer, then)).toEqual([])
    if (answer.receipt) expect(checkReceipt(answer.receipt as never)).toEqual([])
  })
})

describe('the checks notice', () => {
  const given = {
    command: 'price',
    model: 'qwen-max',
    currency: 'USD',
    at: '2024-12-16T12:00:00+08:00',
    usage: { input_tokens: '7' },
  } as const

  it('every kind of difference', async () => {
    const answer = await askCore(given)
    expect(differences(answer, { exit: 4 })).toHaveLength(1)
    expect(differences(answer, { exit: 0, totals: [{ amount: '0.00008' }] })).toHaveLength(1)
    expect(differences(answer, { exit: 0, lines: [] })).toHaveLength(1)
    expect(differences(answer, { exit: 0, warnings: ['context-exceeded'] })).toHaveLength(1)
    expect(differences(answer, { exit: 0, noWarnings: ['allowance-not-applied'] })).toHaveLength(1)
  })

  it('a line or a total that its explanation does not give', async () => {
    const { receipt } = await askCore(given)
    const forged = (text: string, by: string) => JSON.parse(JSON.stringify(receipt).replace(text, by))
    expect(checkReceipt(receipt as never)).toEqual([])
    expect(checkReceipt(forged('"quantity":"7","price"', '"quantity":"8","price"'))).toHaveLength(1)
    expect(checkReceipt(forged('"amount":"0.00007"', '"amount":"0.00008"'))).toHaveLength(2)
    expect(checkReceipt(forged('"code":"quantity-times-price"', '"code":"allowance-covers-all"'))).toHaveLength(1)
  })
})
