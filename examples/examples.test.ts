import { expect, it } from 'vitest'

it('prices a usage', async () => {
  const { totals, reasons } = await import('./price-usage.ts')
  expect(totals).toEqual([{ currency: 'USD', amount: '0.016', complete: true }])
  expect(reasons).toHaveLength(2)
  expect(reasons[0]).toContain('0.0100')
})

it('counts a text and shows its pieces', async () => {
  const { tokens, pieces, chat } = await import('./count-text.ts')
  expect(tokens).toBe(7)
  expect(pieces.map((piece) => ('text' in piece ? piece.text : piece.hex))).toEqual([
    'Nice',
    ' to',
    ' meet',
    ' you',
    '.',
  ])
  expect(chat).toBe(6)
})

it('counts within a budget, in parts, after an edit, and a conversation', async () => {
  const { fits, streamed, edited, conversation } = await import('./count-more.ts')
  expect({ fits, streamed, edited, conversation }).toEqual({ fits: false, streamed: 5, edited: 5, conversation: 34 })
})

it('prices a usage with prepaid balances', async () => {
  const { totals, left } = await import('./price-with-balances.ts')
  expect(totals).toEqual([{ currency: 'ATOMGIT-TOKEN', amount: '100000', complete: true }])
  expect(left).toMatchObject({ balances: [{ remaining: '0' }, { remaining: '3600000' }] })
})

it('shows a total in another currency', async () => {
  const { totals, display } = await import('./display-currency.ts')
  expect(totals).toEqual([{ currency: 'USD', amount: '0.01', complete: true }])
  expect(display).toMatchObject([{ currency: 'CNY', amount: '0.0719', from: 'USD', rate: '7.19', month: '2024-12' }])
})

it('prices a response body', async () => {
  const { totals } = await import('./price-response.ts')
  expect(totals).toEqual([{ currency: 'USD', amount: '0.018', complete: true }])
})

it('estimates a conversation as a range', async () => {
  const { totals } = await import('./estimate-conversation.ts')
  expect(totals).toEqual([
    { currency: 'ATOMGIT-TOKEN', amount: '630', amountRange: { low: '630', high: '636' }, complete: true },
  ])
})

it('estimates a text without a vocabulary', async () => {
  const { range, widest } = await import('./estimate-tokens.ts')
  expect({ range, widest }).toEqual({ range: '6 10 14', widest: '15' })
})

it('imports somebody else’s price map', async () => {
  const { counts, left, amount } = await import('./import-prices.ts')
  expect(counts).toEqual({ models: 1, imported: 0, partly: 1, left: 0, rejected: 0 })
  expect(left.map(({ code, params }) => `${code} ${params.field}`)).toEqual([
    'import-descriptive name',
    'import-no-meter file_searches_kcount',
  ])
  expect(amount).toEqual(['0.5000025'])
})

it('watches a server', async () => {
  expect((await import('./watch-server.ts')).isServed).toBe(true)
})

it('asks a server', async () => {
  const { totals, code } = await import('./ask-server.ts')
  expect(totals).toMatchObject([{ currency: 'ATOMGIT-CORE-HOUR', amountExact: '4/9', complete: true }])
  expect(code).toBe('unknown-model')
})
