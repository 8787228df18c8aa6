import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import { lintContract } from '../compile/lint-contract.ts'
import { parseRational } from '../number/rational.ts'
import { rate } from '../receipt/rate.ts'
import { receiptToJson } from '../receipt/receipt-json.ts'
import { parseContract } from '../schema/parse-contract.ts'
import { parseReceipt } from '../schema/parse-receipt.ts'
import { aCard, aModifier, aRate, aTariff, aUsage, between, exact, OPTIONS, told, unwrap } from '../testing/a-tariff.ts'
import { applyContract, type Contract, type ContractModifier, isContractFor } from './contract.ts'
import type { Tariff } from './tariff.ts'

const agreed = (modifier: Partial<ContractModifier> = {}, contract: Partial<Contract> = {}): Contract => ({
  schema: 'ratecard/contract@1',
  name: 'Agreement',
  modifiers: [{ id: 'agreed', meters: ['input_tokens'], order: 5, ...modifier }],
  ...contract,
})

const receiptUnder = (tariff: Tariff, contract: Contract, quantity = exact(30)) => {
  const table = compileTariff(applyContract(tariff, contract), {
    hashes: { sha256: 'published', cards: {} },
    contract: { name: contract.name, sha256: 'own' },
  })
  return unwrap(rate(aUsage({ input_tokens: quantity }), [table], OPTIONS))
}
const pricesUnder = (...args: Parameters<typeof receiptUnder>) => {
  const [line] = receiptUnder(...args).lines
  return [line?.list, line?.contracted, line?.amount].map(told)
}

describe('a contract', () => {
  it('stands beside the published list, whose hash stays', () => {
    const receipt = receiptUnder(aTariff(), agreed({ factor: '0.9' }))
    expect(receipt.tariffs).toMatchObject([{ sha256: 'published' }])
    expect(receipt.contract).toEqual({ name: 'Agreement', sha256: 'own' })
    const json = JSON.parse(JSON.stringify(receiptToJson(receipt)))
    expect(json.lines[0]).toMatchObject({ list: '30', contracted: '27', amount: '27', discount: '3' })
    expect(unwrap(parseReceipt(json))).toEqual(receipt)
  })

  it('is named by what it changes, and has no page to cite; a receipt from before that was told is still read', () => {
    const name = { en: 'Agreement', zh: 'Agreement' }
    const [line] = receiptUnder(aTariff(), agreed({ price: '2', per: '3' })).lines
    expect(line?.modifiers).toEqual([
      { id: 'agreed', name, factor: parseRational('2/3'), price: '2', per: '3', evidence: 'contract' },
    ])
    const json = JSON.parse(JSON.stringify(receiptToJson(receiptUnder(aTariff(), agreed({ factor: '0.9' })))))
    expect(json.lines[0].modifiers).toEqual([{ id: 'agreed', name, factor: '0.9', evidence: 'contract' }])
    json.lines[0].modifiers = [{ id: 'agreed', factor: '0.9' }]
    expect(unwrap(parseReceipt(json)).lines[0]?.modifiers).toEqual([{ id: 'agreed', factor: parseRational('0.9') }])
  })

  it('leaves the tariff that it is given as it was', () => {
    const tariff = Object.freeze(aTariff({ modifiers: Object.freeze([aModifier()]) as never }))
    applyContract(tariff, agreed({ factor: '0.9' }))
    expect([tariff.modifiers?.length, Object.keys(tariff.sources)]).toEqual([1, ['page']])
  })

  it('multiplies with modifiers of the list, and names what it alone leaves', () => {
    const promoted = aTariff({ modifiers: [aModifier()] })
    expect(pricesUnder(promoted, agreed({ factor: '0.9' }))).toEqual(['30', '27', '13.5'])
    expect(pricesUnder(promoted, agreed({ price: '2', per: '3' }))).toEqual(['30', '20', '20'])
    expect(pricesUnder(promoted, agreed({ price: '2', per: '3', order: 0 }))).toEqual(['30', '20', '10'])
    const both = agreed(
      {},
      {
        modifiers: [
          { id: 'price', meters: ['input_tokens'], order: 0, price: '0.5', per: '1' },
          { id: 'volume', meters: ['input_tokens'], order: 3, factor: '0.8' },
        ],
      },
    )
    expect(pricesUnder(promoted, both)).toEqual(['30', '12', '6'])
  })

  it('its price stands for what it names, and not for batch that has a published price of its own', () => {
    const rates = [aRate({ price: '4', when: { batch: 'off' } }), aRate({ price: '1', when: { batch: 'batch' } })]
    const tariff = aTariff({ cards: [aCard({ rates })] })
    const inBatch = (contract: Contract) => {
      const table = compileTariff(applyContract(tariff, contract), { contract: { name: contract.name } })
      const usage = aUsage({ input_tokens: exact(10) }, { facets: { batch: 'batch' } })
      return told(unwrap(rate(usage, [table], OPTIONS)).lines[0]?.amount)
    }
    const price = { price: '3', per: '1' }
    expect(pricesUnder(tariff, agreed(price), exact(10))).toEqual(['40', '30', '30'])
    expect(inBatch(agreed(price))).toBe('10')
    expect(inBatch(agreed({ ...price, when: { batch: 'batch' } }))).toBe('30')
    expect(inBatch(agreed({ factor: '0.9' }))).toBe('9')
  })

  it('holds in every tier of a range', () => {
    const rates = [aRate({ tier: { le: '10' } }), aRate({ price: '2', tier: { gt: '10' } })]
    const tiered = aTariff({ cards: [aCard({ selector: ['input_tokens'], rates })] })
    expect(pricesUnder(tiered, agreed({ factor: '0.5' }), between(9, 10, 12))).toEqual([
      ['9', '10', '24'],
      ['4.5', '5', '12'],
      ['4.5', '5', '12'],
    ])
  })

  it('a price of nothing stays nothing', () => {
    const free = aTariff({ cards: [aCard({ rates: [aRate({ price: '0' })] })] })
    expect(pricesUnder(free, agreed({ price: '2', per: '1' }))).toEqual(['0', '0', '0'])
  })

  it('is for the lists of its provider, scope and currency', () => {
    const tariff = aTariff({ scope: 'cn' })
    const fits = (contract: Partial<Contract>) => isContractFor(agreed({}, contract), tariff)
    expect([{}, { provider: 'test', scope: 'cn', currency: 'CNY' }].every(fits)).toBe(true)
    expect([{ provider: 'x' }, { scope: 'international' }, { currency: 'USD' }].some(fits)).toBe(false)
    expect(applyContract(tariff, agreed({}, { scope: 'international' }))).toBe(tariff)
  })
})

describe('a contract that cannot be', () => {
  const found = (contract: Contract, tariff: Tariff = aTariff({ modifiers: [aModifier()] })) =>
    lintContract(contract, tariff).map(({ code, path }) => `${code} ${path}`)

  it.each<[string, Partial<ContractModifier>]>([
    ['lint-unknown-facet /modifiers/0/when/mood', { when: { mood: 'x' } }],
    ['lint-unknown-facet-value /modifiers/0/when/batch', { when: { batch: 'x' } }],
    ['lint-unknown-modifier /modifiers/0/excludes/0', { excludes: ['launch'] }],
    ['lint-duplicate-id /modifiers/0/id', { id: 'half' }],
    ['lint-negative-factor /modifiers/0/factor', { factor: '-1' }],
    [
      'lint-period-empty /modifiers/0/effective',
      { effective: { from: '2026-02-01T00:00:00Z', until: '2026-01-01T00:00:00Z' } },
    ],
  ])('%s', (expected, modifier) => {
    expect(found(agreed({ factor: '0.9', ...modifier }))).toEqual([expected])
  })

  it('a price in place of steps', () => {
    const steps = { scope: 'period', mode: 'graduated', steps: [{ price: '1' }] } as const
    const tariff = aTariff({ cards: [aCard({ rates: [aRate({ steps })] })] })
    expect(found(agreed({ price: '1', per: '1' }), tariff)).toEqual(['lint-fixed-price-of-steps /modifiers/0/price'])
    expect(found(agreed({ price: '1', per: '1', exceptModels: ['m'] }), tariff)).toEqual([])
    expect(found(agreed({ factor: '0.5' }), tariff)).toEqual([])
  })

  it('nothing is said of models that another list prices, nor of the list itself', () => {
    const broken = aTariff({ modifiers: [aModifier({ source: 'nowhere' })] })
    expect(found(agreed({ factor: '0.9', models: ['other'] }), broken)).toEqual([])
  })

  it.each<[string, object]>([
    ['/modifiers/0/factor factor-or-price', {}],
    ['/modifiers/0/factor factor-or-price', { factor: '0.9', price: '1', per: '1' }],
    ['/modifiers/0/factor factor-or-price', { price: '1' }],
    ['/modifiers/0/factor factor-or-price', { factor: '1', per: '1' }],
    ['/modifiers/0/discount undefined', { factor: '1', discount: '0.1' }],
  ])('%s', (expected, modifier) => {
    const read = parseContract(agreed(modifier))
    expect(read.ok ? [] : read.issues.map(({ path, params }) => `${path} ${params.expected}`)).toEqual([expected])
  })
})
