import { describe, expect, it } from 'vitest'
import { choosePriceList } from '../rating/choose-price-list.ts'
import { rate } from '../receipt/rate.ts'
import type { NameMatch } from '../tariff/name-match.ts'
import { aCard, aTariff, aUsage, exact } from '../testing/a-tariff.ts'
import { compileTariff } from './compile-tariff.ts'
import { matchModels, withMatchedModel } from './match-model.ts'

const dated: NameMatch = { or: [{ starts_with: 'Gpt-4o-2' }, { regex: '^openai/gpt-4o$' }] }
const tariff = aTariff({
  cards: [
    aCard({ id: 'a@1', model: 'gpt-4o', aliases: ['4o'], match: dated }),
    aCard({ id: 'b@1', model: 'gpt-4o-mini', match: { and: [{ contains: 'mini' }, { ends_with: '-4o-mini' }] } }),
    aCard({ id: 'c@1', model: 'small', match: { or: [{ contains: 'mini' }, { equals: 'Tiny' }] } }),
  ],
})

describe('the models that a name stands for', () => {
  it.each([
    ['gpt-4o', ['gpt-4o']],
    ['4o', ['4o']],
    ['GPT-4o', ['gpt-4o']],
    [' gpt-4O-2024-08-06 ', ['gpt-4o']],
    ['openai/gpt-4o', ['gpt-4o']],
    ['TINY', ['small']],
    ['x-4o-mini', ['gpt-4o-mini', 'small']],
    ['claude', []],
    [`mini${'i'.repeat(300)}`, []],
  ])('%s', (name, models) => {
    expect(matchModels(name, tariff)).toEqual(models)
  })

  it('a name with a rule is rated, and the receipt says both names', () => {
    const table = withMatchedModel(compileTariff(tariff, { models: ['gpt-4o'] }), 'gpt-4o-2024-08-06')
    const receipt = table.ok
      ? rate(aUsage({ input_tokens: exact(1) }, { model: 'gpt-4o-2024-08-06' }), [table.value], {
          id: '1',
          engine: '1',
        })
      : table
    expect(receipt.ok && receipt.value.model).toEqual({ requested: 'gpt-4o-2024-08-06', billed: 'gpt-4o' })
    expect(receipt.ok && receipt.value.totals[0]?.complete).toBe(true)
  })

  it('several models are refused with their names', () => {
    expect(withMatchedModel(compileTariff(tariff), 'x-4o-mini')).toMatchObject({
      ok: false,
      issues: [{ code: 'ambiguous-model', params: { candidates: ['gpt-4o-mini', 'small'], tariff: 'test/list' } }],
    })
  })

  it('a name without a rule stays unknown', () => {
    const compiled = compileTariff(tariff)
    const table = withMatchedModel(compiled, 'claude')
    expect(table).toEqual({ ok: true, value: compiled })
    expect(table.ok && choosePriceList('claude', [table.value], {}, 0)).toMatchObject({ ok: false })
  })
})
