import './bundled.ts'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import {
  type CompileOptions,
  compileTariff,
  type EstimateRequest,
  estimate,
  prepaid,
  type Quantities,
  type Quantity,
  type RateOptions,
  type Receipt,
  rate,
  rational,
  receiptFromJson,
  receiptToJson,
  type Tariff,
  type Usage,
} from '../index.ts'
import { exactly } from '../number/range.ts'
import { roundReceipt } from '../receipt/round-receipt.ts'
import { explainLine } from './explain-line.ts'

const bundled = (file: string): Tariff =>
  JSON.parse(readFileSync(new URL(`../../tariffs/${file}.json`, import.meta.url), 'utf8'))
const studio = bundled('alibaba-model-studio/international-usd')
const atomgit = bundled('atomgit-ai/default')

/** A tariff of one model, `m`, with the fields that a test is about. */
const small = (card: object, tariff: object = {}): Tariff => ({
  schema: 'ratecard/tariff@1',
  id: 'test/list',
  version: '1',
  provider: 'test',
  name: { en: 'Test', zh: '测试' },
  currency: 'CNY',
  timeZone: '+08:00',
  pricingInstant: 'start',
  sources: { page: { url: 'https://example.com', title: 'Page', checked: '2025-01-01', evidence: 'vendor-page' } },
  ...tariff,
  cards: [{ id: 'm@1', model: 'm', effective: {}, source: 'page', rates: [], ...card }] as Tariff['cards'],
})

const exact = (value: string): Quantity => range(value, value, value)
const range = (low: string, likely: string, high: string): Quantity => ({
  low: rational(low),
  likely: rational(likely),
  high: rational(high),
  basis: low === high ? 'reported' : 'estimated',
})

interface Case {
  readonly tariff: Tariff
  readonly compile?: CompileOptions
  readonly options?: Partial<RateOptions>
}

const settings = { id: 'r', engine: 'test' }

const inPrepaid = (quantities: Quantities): Receipt => {
  const allowance = (id: string, kind: string) => ({
    id,
    kind,
    name: { en: '', zh: '' },
    meters: ['input_tokens'],
    source: 'page',
  })
  const tariff = small(
    { rates: [{ meter: 'input_tokens', price: '0.8', per: '1000' }] },
    { allowances: [allowance('given', 'free-quota'), allowance('plan', 'savings-plan')] },
  )
  const balances = [
    {
      id: 'given',
      allowance: 'given',
      remaining: exactly(rational(500)),
      until: '2026-07-01T00:00:00+08:00',
    },
    { id: 'plan', allowance: 'plan', remaining: exactly(rational(100)), currency: 'CNY' },
  ]
  const state = { remaining: {}, usedInPeriod: {}, prepaid: prepaid(balances) }
  return rated({ tariff, options: { state } }, quantities)
}

function rated(
  { tariff, compile = {}, options = {} }: Case,
  quantities: Quantities,
  usage: Partial<Usage> = {},
): Receipt {
  const whole: Usage = {
    at: '2024-12-16T12:00:00+08:00',
    grain: 'request',
    requests: rational(1),
    model: 'm',
    facets: {},
    dimensions: {},
    quantities,
    issues: [],
    ...usage,
  }
  const result = rate(whole, [compileTariff(tariff, compile)], { ...settings, ...options })
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

function estimated(tariff: Tariff, request: Omit<EstimateRequest, 'at'>, options: Partial<RateOptions> = {}): Receipt {
  const at = '2024-12-16T12:00:00+08:00'
  const result = estimate({ at, ...request }, [compileTariff(tariff)], { ...settings, ...options })
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

/** What a line says after its receipt has been to JSON and back, as a reader of the wire would see it. */
function told(receipt: Receipt, id: string): { code: string; en: string; zh: string } {
  const read = receiptFromJson(JSON.parse(JSON.stringify(receiptToJson(receipt))))
  const line = read.lines.find((candidate) => candidate.id === id)
  if (line === undefined) throw new Error(`no line ${id} among ${read.lines.map((other) => other.id)}`)
  return { code: line.explain.code, en: explainLine(line, 'en'), zh: explainLine(line, 'zh') }
}

const period = (mode: 'graduated' | 'whole', scope: 'request' | 'period' = 'request') =>
  small({
    rates: [
      {
        meter: 'images',
        per: '1',
        steps: {
          scope,
          mode,
          steps: [{ upTo: '1000', price: '0.2' }, { upTo: '2000', price: '0.15' }, { price: '0.1' }],
        },
      },
    ],
  })

const tiered = small({
  selector: ['input_tokens'],
  rates: [
    { meter: 'input_tokens', price: '0.8', per: '1000000', tier: { gt: '0', le: '128000' } },
    { meter: 'input_tokens', price: '2.4', per: '1000000', tier: { gt: '128000', le: '256000' } },
    { meter: 'output_tokens', price: '2', per: '1000000', tier: { gt: '0', le: '128000' } },
    { meter: 'output_tokens', price: '20', per: '1000000', tier: { gt: '128000', le: '256000' } },
  ],
})

interface Golden {
  readonly of: () => readonly [Receipt, line: string]
  readonly code: string
  readonly en: string
  readonly zh: string
}

const cases: Record<string, Golden> = {
  'quantity times price': {
    of: () => [rated({ tariff: studio }, { input_tokens: exact('1000000') }, { model: 'qwen-max' }), 'input_tokens'],
    code: 'quantity-times-price',
    en: '1,000,000 × 0.0100 USD ÷ 1,000 = 10 USD',
    zh: '1,000,000 × 0.0100 USD ÷ 1,000 = 10 USD',
  },
  'a range': {
    of: () => [
      estimated(atomgit, { model: 'text-generation', text: { scripts: { chinese: 18, other: 0 } } }),
      'input_tokens',
    ],
    code: 'quantity-times-price',
    en: '11 (10–12) × 1 ATOMGIT-TOKEN = 11 (10–12) ATOMGIT-TOKEN',
    zh: '11 (10–12) × 1 ATOMGIT-TOKEN = 11 (10–12) ATOMGIT-TOKEN',
  },
  'a fraction': {
    of: () => [rated({ tariff: atomgit }, { core_seconds: exact('9600') }, { model: 'notebook' }), 'core_seconds'],
    code: 'quantity-times-price',
    en: '9,600 × 1 ATOMGIT-CORE-HOUR ÷ 3,600 = 8/3 ≈ 2.666666666667 ATOMGIT-CORE-HOUR',
    zh: '9,600 × 1 ATOMGIT-CORE-HOUR ÷ 3,600 = 8/3 ≈ 2.666666666667 ATOMGIT-CORE-HOUR',
  },
  'zero price': {
    of: () => [
      rated(
        { tariff: small({ rates: [{ meter: 'characters', price: '0', per: '10000' }] }) },
        { characters: exact('1234') },
      ),
      'characters',
    ],
    code: 'quantity-times-price',
    en: '1,234 × 0 CNY ÷ 10,000 = 0 CNY',
    zh: '1,234 × 0 CNY ÷ 10,000 = 0 CNY',
  },
  'part covered by allowance': {
    of: () => [
      rated(
        {
          tariff: studio,
          options: { state: { remaining: { input_tokens: exactly(rational(600)) }, usedInPeriod: {} } },
        },
        { input_tokens: exact('1000') },
        { model: 'qwen-max' },
      ),
      'input_tokens',
    ],
    code: 'quantity-times-price',
    en: '600 covered by free quota, 0 remain; 400 × 0.0100 USD ÷ 1,000 = 0.004 USD',
    zh: '免费额度抵扣 600，剩余 0；400 × 0.0100 USD ÷ 1,000 = 0.004 USD',
  },
  'all covered by allowance': {
    of: () => [
      rated(
        {
          tariff: studio,
          options: { state: { remaining: { input_tokens: exactly(rational(1000000)) }, usedInPeriod: {} } },
        },
        { input_tokens: exact('1000') },
        { model: 'qwen-max' },
      ),
      'input_tokens',
    ],
    code: 'allowance-covers-all',
    en: '1,000 covered by free quota, 999,000 remain: 0 USD',
    zh: '免费额度抵扣 1,000，剩余 999,000：0 USD',
  },
  'balances of units and of money': {
    of: () => [inPrepaid({ input_tokens: exact('1000000') }), 'input_tokens'],
    code: 'quantity-times-price',
    en: '500 taken from free quota given, 0 remain until 2026-07-01 00:00 (+08:00); 999,500 × 0.8 CNY ÷ 1,000 = 799.6 CNY; 100 CNY taken from savings plan plan, 0 CNY remain: 699.6 CNY to pay',
    zh: '免费额度“given”抵扣 500，剩余 0，有效至 2026-07-01 00:00 (+08:00)；999,500 × 0.8 CNY ÷ 1,000 = 799.6 CNY；节省计划“plan”抵扣 100 CNY，剩余 0 CNY：还需支付 699.6 CNY',
  },
  'all covered by balances': {
    of: () => [inPrepaid({ input_tokens: exact('200') }), 'input_tokens'],
    code: 'allowance-covers-all',
    en: '200 taken from free quota given, 300 remain until 2026-07-01 00:00 (+08:00): 0 CNY',
    zh: '免费额度“given”抵扣 200，剩余 300，有效至 2026-07-01 00:00 (+08:00)：0 CNY',
  },
  'a range covered by allowance': {
    of: () => [
      rated(
        {
          tariff: studio,
          options: { state: { remaining: { input_tokens: exactly(rational(1000)) }, usedInPeriod: {} } },
        },
        { input_tokens: range('800', '1200', '1500') },
        { model: 'qwen-max' },
      ),
      'input_tokens',
    ],
    code: 'quantity-times-price',
    en: '1,000 (800–1,000) covered by free quota, 0 (0–200) remain; 200 (0–500) × 0.0100 USD ÷ 1,000 = 0.002 (0–0.005) USD',
    zh: '免费额度抵扣 1,000 (800–1,000)，剩余 0 (0–200)；200 (0–500) × 0.0100 USD ÷ 1,000 = 0.002 (0–0.005) USD',
  },
  'a fixed price': {
    of: () => [
      rated(
        {
          tariff: small(
            { rates: [{ meter: 'input_tokens', price: '0.0100', per: '1000' }] },
            {
              modifiers: [
                {
                  id: 'agreed',
                  name: { en: 'Agreed', zh: '协议价' },
                  meters: ['input_tokens'],
                  factor: '1',
                  fixed: { price: '5', per: '1000000' },
                  order: 1,
                  source: 'page',
                },
              ],
            },
          ),
        },
        { input_tokens: exact('5000') },
      ),
      'input_tokens',
    ],
    code: 'quantity-times-price',
    en: '5,000 × 0.0100 CNY ÷ 1,000 × 0.5 (Agreed: 5 CNY / 1,000,000) = 0.025 CNY',
    zh: '5,000 × 0.0100 CNY ÷ 1,000 × 0.5（协议价：5 CNY / 1,000,000） = 0.025 CNY',
  },
  factors: {
    of: () => [
      rated(
        {
          tariff: small(
            { rates: [{ meter: 'input_tokens', price: '0.0100', per: '1000' }] },
            {
              modifiers: [
                {
                  id: 'batch',
                  name: { en: 'Batch', zh: '批量' },
                  when: { batch: 'batch' },
                  meters: ['input_tokens'],
                  factor: '0.5',
                  order: 1,
                  source: 'page',
                },
                {
                  id: 'launch',
                  name: { en: 'Launch', zh: '首发' },
                  meters: ['input_tokens'],
                  factor: '0.8',
                  order: 2,
                  source: 'page',
                },
              ],
            },
          ),
        },
        { input_tokens: exact('5000') },
        { facets: { batch: 'batch' } },
      ),
      'input_tokens',
    ],
    code: 'quantity-times-price',
    en: '5,000 × 0.0100 CNY ÷ 1,000 × 0.5 (Batch) × 0.8 (Launch) = 0.02 CNY',
    zh: '5,000 × 0.0100 CNY ÷ 1,000 × 0.5（批量） × 0.8（首发） = 0.02 CNY',
  },
  'minimum and increment': {
    of: () => [
      rated(
        {
          tariff: small({
            rates: [{ meter: 'audio_seconds', price: '0.01', per: '1', minimum: '15', increment: '15' }],
          }),
        },
        { audio_seconds: exact('31.5') },
      ),
      'audio_seconds',
    ],
    code: 'quantity-times-price',
    en: '31.5 charged as 45 (minimum, increment or maximum); 45 × 0.01 CNY = 0.45 CNY',
    zh: '31.5 按 45 计费（最低用量、计费步长或计费上限）；45 × 0.01 CNY = 0.45 CNY',
  },
  'a tier': {
    of: () => [
      rated({ tariff: tiered }, { input_tokens: exact('130000'), output_tokens: exact('1000') }),
      'input_tokens',
    ],
    code: 'quantity-times-price',
    en: '130,000 × 2.4 CNY ÷ 1,000,000 = 0.312 CNY (tier 128,000 < n ≤ 256,000)',
    zh: '130,000 × 2.4 CNY ÷ 1,000,000 = 0.312 CNY（阶梯 128,000 < n ≤ 256,000）',
  },
  'a range over tiers': {
    of: () => [
      rated({ tariff: tiered }, { input_tokens: range('100000', '130000', '150000'), output_tokens: exact('1000') }),
      'input_tokens',
    ],
    code: 'range-over-tiers',
    en: 'most likely 130,000 × 2.4 CNY ÷ 1,000,000 = 0.312 CNY; possible: 128,001–150,000 × 0.0000024 CNY (tier 128,000 < n ≤ 256,000), 100,000–128,000 × 0.0000008 CNY (tier 0 < n ≤ 128,000); in all 0.08 CNY to 0.36 CNY',
    zh: '最可能为 130,000 × 2.4 CNY ÷ 1,000,000 = 0.312 CNY；可能的情形：128,001–150,000 × 0.0000024 CNY（阶梯 128,000 < n ≤ 256,000）、100,000–128,000 × 0.0000008 CNY（阶梯 0 < n ≤ 128,000）；总计 0.08 CNY 至 0.36 CNY',
  },
  'a count under a range of tiers': {
    of: () => [
      rated({ tariff: tiered }, { input_tokens: range('100000', '120000', '150000'), output_tokens: exact('1000') }),
      'output_tokens',
    ],
    code: 'range-over-tiers',
    en: 'most likely 1,000 × 2 CNY ÷ 1,000,000 = 0.002 CNY; possible: 1,000 × 0.000002 CNY (tier 0 < n ≤ 128,000), 1,000 × 0.00002 CNY (tier 128,000 < n ≤ 256,000); in all 0.002 CNY to 0.02 CNY',
    zh: '最可能为 1,000 × 2 CNY ÷ 1,000,000 = 0.002 CNY；可能的情形：1,000 × 0.000002 CNY（阶梯 0 < n ≤ 128,000）、1,000 × 0.00002 CNY（阶梯 128,000 < n ≤ 256,000）；总计 0.002 CNY 至 0.02 CNY',
  },
  'facets of an aggregate': {
    of: () => [
      rated(
        {
          tariff: small({
            rates: [
              { meter: 'output_tokens', price: '4', per: '1000000' },
              { meter: 'output_tokens', price: '16', per: '1000000', when: { thinking: 'on' } },
            ],
          }),
        },
        { output_tokens: exact('5000') },
        { grain: 'aggregate', requests: rational(7) },
      ),
      'output_tokens',
    ],
    code: 'range-over-tiers',
    en: 'most likely 5,000 × 4 CNY ÷ 1,000,000 = 0.02 CNY; possible: 5,000 × 0.000004 CNY (otherwise), 5,000 × 0.000016 CNY (thinking); in all 0.02 CNY to 0.08 CNY',
    zh: '最可能为 5,000 × 4 CNY ÷ 1,000,000 = 0.02 CNY；可能的情形：5,000 × 0.000004 CNY（其他情形）、5,000 × 0.000016 CNY（思考模式）；总计 0.02 CNY 至 0.08 CNY',
  },
  'graduated steps': {
    of: () => [rated({ tariff: period('graduated') }, { images: exact('2500') }), 'images'],
    code: 'graduated-steps',
    en: 'each unit at the price of its own step: (1,000 × 0.2 + 1,000 × 0.15 + 500 × 0.1) CNY = 400 CNY',
    zh: '分段累进，各段用量按本段单价计费：(1,000 × 0.2 + 1,000 × 0.15 + 500 × 0.1) CNY = 400 CNY',
  },
  'graduated steps of a period': {
    of: () => [
      rated(
        {
          tariff: period('graduated', 'period'),
          options: { state: { remaining: {}, usedInPeriod: { images: rational(900) } } },
        },
        { images: exact('200') },
      ),
      'images',
    ],
    code: 'graduated-steps',
    en: 'each unit at the price of its own step, going on from 900 used earlier in the period: (100 × 0.2 + 100 × 0.15) CNY = 35 CNY',
    zh: '分段累进，各段用量按本段单价计费（接续本周期此前已用的 900）：(100 × 0.2 + 100 × 0.15) CNY = 35 CNY',
  },
  'graduated steps of a range': {
    of: () => [rated({ tariff: period('graduated') }, { images: range('900', '1200', '1300') }), 'images'],
    code: 'graduated-steps',
    en: 'each unit at the price of its own step (shown for the likely quantity of 1,200 (900–1,300)): (1,000 × 0.2 + 200 × 0.15) CNY = 230 (180–245) CNY',
    zh: '分段累进，各段用量按本段单价计费（按最可能的用量列式，用量为 1,200 (900–1,300)）：(1,000 × 0.2 + 200 × 0.15) CNY = 230 (180–245) CNY',
  },
  'whole steps': {
    of: () => [rated({ tariff: period('whole') }, { images: exact('2500') }), 'images'],
    code: 'whole-steps',
    en: 'all units at the price of the step reached: 2,500 × 0.1 CNY = 250 CNY',
    zh: '全部用量按所达档位的单价计费：2,500 × 0.1 CNY = 250 CNY',
  },
  'whole steps of a period': {
    of: () => [
      rated(
        {
          tariff: period('whole', 'period'),
          options: { state: { remaining: {}, usedInPeriod: { images: rational(900) } } },
        },
        { images: exact('200') },
      ),
      'images',
    ],
    code: 'whole-steps',
    en: 'all units at the price of the step reached, less what the 900 used earlier in the period were charged: (1,100 × 0.15 − 900 × 0.2) CNY = -15 CNY',
    zh: '全部用量按所达档位的单价计费（扣除本周期此前 900 已计的金额）：(1,100 × 0.15 − 900 × 0.2) CNY = -15 CNY',
  },
  rounding: {
    of: () => [
      roundReceipt(
        rated(
          { tariff: small({ rates: [{ meter: 'core_seconds', price: '1', per: '3600' }] }) },
          { core_seconds: exact('9600') },
        ),
        { mode: 'half-up', digits: 2, source: 'page' },
      ),
      'rounding/CNY',
    ],
    code: 'rounding',
    en: '8/3 CNY rounded half-up to 2 decimal digit(s) is 2.67 CNY, a change of 1/300 ≈ 0.003333333333 CNY',
    zh: '8/3 CNY 以“四舍五入”方式保留 2 位小数，得 2.67 CNY，差额 1/300 ≈ 0.003333333333 CNY',
  },
  'rounding to whole units': {
    of: () => [
      roundReceipt(
        rated(
          { tariff: small({ rates: [{ meter: 'core_seconds', price: '1', per: '3600' }] }) },
          { core_seconds: exact('9600') },
        ),
        { mode: 'down', digits: 0, source: 'page' },
      ),
      'rounding/CNY',
    ],
    code: 'rounding',
    en: '8/3 CNY rounded down towards zero to a whole number is 2 CNY, a change of -2/3 ≈ -0.666666666667 CNY',
    zh: '8/3 CNY 以“舍去尾数”方式取整，得 2 CNY，差额 -2/3 ≈ -0.666666666667 CNY',
  },
  'no rate': {
    of: () => [rated({ tariff: studio }, { images: exact('3') }, { model: 'qwen-max' }), 'images'],
    code: 'no-rate',
    en: 'The price list has no price for images: it is unknown, not zero',
    zh: '价目中没有“图片”的单价：价格未知，不等于零',
  },
  'no rate for the facet': {
    of: () => [
      rated({ tariff: studio }, { input_tokens: exact('3') }, { model: 'qwen-max', facets: { batch: 'batch' } }),
      'input_tokens',
    ],
    code: 'no-rate-for-facet',
    en: 'The price list has no price for input tokens under these conditions: it is unknown, not zero',
    zh: '在所声明的计价条件下，价目中没有“输入 Token”的单价：价格未知，不等于零',
  },
  'outside tiers': {
    of: () => [rated({ tariff: tiered }, { input_tokens: exact('300000') }), 'input_tokens'],
    code: 'outside-tiers',
    en: 'The price list has no price for input tokens at this size: it lies outside every published tier',
    zh: '在此用量下，价目中没有“输入 Token”的单价：已超出公布的全部阶梯',
  },
  'tier not stated': {
    of: () => [
      rated({ tariff: tiered }, { input_tokens: exact('300000') }, { grain: 'aggregate', requests: rational(9) }),
      'input_tokens',
    ],
    code: 'tier-not-stated',
    en: 'The price depends on the size of each single request, and a sum of several does not tell it; state the tier (context_tier) or rate the requests one by one',
    zh: '单价取决于每次请求的用量，多次请求的合计无法判断所在阶梯；请声明阶梯（context_tier），或逐次计价',
  },
  'before the first observation': {
    of: () => [
      rated({ tariff: studio }, { input_tokens: exact('5') }, { model: 'qwen-max', at: '2024-01-01T00:00:00+08:00' }),
      'input_tokens',
    ],
    code: 'before-first-observation',
    en: 'The usage is earlier than the first price on record, of 2024-11-27: 0.0100 USD / 1,000',
    zh: '用量早于首次收录的价格（2024-11-27）：0.0100 USD / 1,000',
  },
  'between observations': {
    of: () => [
      rated({ tariff: studio }, { input_tokens: exact('5') }, { model: 'qwen-max', at: '2025-02-01T00:00:00+08:00' }),
      'input_tokens',
    ],
    code: 'between-observations',
    en: 'The vendor has not published when this price changed or ended, so the price at this time is unknown; last seen on 2024-12-16, another one seen on 2025-04-03; in question: 0.0100 USD / 1,000, 1.6 USD / 1,000,000',
    zh: '服务商未公布该价格何时调整或停用，此时的价格未知；最后一次见于 2024-12-16，2025-04-03 已见另一价格；可能的价格：0.0100 USD / 1,000、1.6 USD / 1,000,000',
  },
  'between observations of steps': {
    of: () => {
      const steps = { scope: 'request', mode: 'whole', steps: [{ upTo: '10', price: '2' }, { price: '1' }] }
      const [early] = small({
        effective: { observed: ['2024-01-01'] },
        rates: [{ meter: 'images', per: '1', steps }],
      }).cards
      const late = small({
        id: 'm@2',
        effective: { observed: ['2025-01-01'] },
        rates: [{ meter: 'images', price: '1', per: '1' }],
      })
      return [
        rated({ tariff: { ...late, cards: [...(early ? [early] : []), ...late.cards] } }, { images: exact('5') }),
        'images',
      ]
    },
    code: 'between-observations',
    en: 'The vendor has not published when this price changed or ended, so the price at this time is unknown; last seen on 2024-01-01, another one seen on 2025-01-01; in question: prices in steps, 1 CNY',
    zh: '服务商未公布该价格何时调整或停用，此时的价格未知；最后一次见于 2024-01-01，2025-01-01 已见另一价格；可能的价格：阶梯价、1 CNY',
  },
  'a price for other facets only': {
    of: () => [
      rated(
        { tariff: small({ rates: [{ meter: 'images', price: '0.2', per: '1', when: { outcome: 'failed' } }] }) },
        { images: exact('5') },
      ),
      'images',
    ],
    code: 'no-rate-for-facet',
    en: 'The price list has no price for images under these conditions: it is unknown, not zero; under others: 0.2 CNY (failed call)',
    zh: '在所声明的计价条件下，价目中没有“图片”的单价：价格未知，不等于零；其他条件下：0.2 CNY（调用失败）',
  },
  'beyond the calendar': {
    of: () => [
      rated(
        {
          tariff: {
            ...small({ rates: [{ meter: 'images', price: '0.2', per: '1', when: { day: 'free' } }] }),
            calendars: { cn: { from: '2020-01-01', to: '2020-12-31', holidays: [], source: 'page' } },
            facets: {
              day: {
                values: ['free', 'other'],
                default: 'other',
                uncovered: 'same-price',
                cases: [{ when: { calendar: 'cn', day: 'holiday' }, is: 'free' }],
              },
            },
          },
          compile: { horizon: { from: Date.parse('2024-12-16T00:00:00Z'), until: Date.parse('2024-12-17T00:00:00Z') } },
        },
        { images: exact('5') },
      ),
      'images',
    ],
    code: 'beyond-calendar',
    en: 'The usage lies beyond the days for which the vendor has published a calendar; the prices are 0.2 CNY (day free)',
    zh: '用量发生在服务商已公布的日历范围之外；可能的价格为 0.2 CNY（day free）',
  },
  'no longer listed': {
    of: () => [
      rated(
        {
          tariff: small({
            effective: { observed: ['2024-01-01'], absent: '2024-06-01' },
            rates: [{ meter: 'images', price: '0.2', per: '1' }],
          }),
        },
        { images: exact('5') },
      ),
      'images',
    ],
    code: 'no-longer-listed',
    en: 'The vendor no longer lists this price; last seen on 2024-01-01, no longer listed on 2024-06-01; the last one was 0.2 CNY',
    zh: '服务商已不再列出该价格；最后一次见于 2024-01-01，2024-06-01 已不再列出；此前为 0.2 CNY',
  },
  'after the last period': {
    of: () => [
      rated(
        {
          tariff: small({
            effective: { from: '2024-01-01T00:00:00+08:00', until: '2024-06-01T00:00:00+08:00' },
            rates: [{ meter: 'images', price: '0.2', per: '1' }],
          }),
        },
        { images: exact('5') },
      ),
      'images',
    ],
    code: 'after-last-period',
    en: 'No price is published for this time: the last one held until 2024-06-01 00:00 (+08:00); until then it was 0.2 CNY',
    zh: '此时没有公布的价格：最后一个价格止于 2024-06-01 00:00 (+08:00)；此前为 0.2 CNY',
  },
  'unknown as of': {
    of: () => [
      rated(
        { tariff: studio, compile: { asOf: Date.parse('2020-01-01T00:00:00Z') } },
        { input_tokens: exact('5') },
        { model: 'qwen-max' },
      ),
      'input_tokens',
    ],
    code: 'unknown-as-of',
    en: 'Nothing had been recorded of this model by the day asked for, 2020-01-01; its first price was recorded on 2024-11-27',
    zh: '截至所指定的日期（2020-01-01），尚未收录该模型的任何价格；首次收录于 2024-11-27',
  },
  'evidence not allowed': {
    of: () => [
      rated(
        {
          tariff: small(
            { rates: [{ meter: 'images', price: '0.2', per: '1' }] },
            {
              sources: {
                page: { url: 'https://example.com', title: 'Catalogue', checked: '2025-01-01', evidence: 'catalogue' },
              },
            },
          ),
        },
        { images: exact('5') },
      ),
      'images',
    ],
    code: 'evidence-not-allowed',
    en: "The only prices known are not the vendor's own statement (derived, or from a third-party catalogue), and are used only when asked for: 0.2 CNY",
    zh: '已知的价格均非官方所述（推算而来，或出自第三方目录），须明确允许才会采用：0.2 CNY',
  },
  'zero quantity': {
    of: () => [rated({ tariff: studio }, { images: exact('0') }, { model: 'qwen-max' }), 'images'],
    code: 'zero-quantity',
    en: 'Nothing was used, so nothing is charged',
    zh: '用量为零，无需计费',
  },
  'no rule stated': {
    of: () => [
      estimated(atomgit, {
        model: 'speech-recognition',
        requests: 1,
        fileBytes: rational(50_000_000),
      }),
      'requests',
    ],
    code: 'rule-not-stated',
    en: 'The vendor states no rule for requests in this case, and none is guessed',
    zh: '官方未规定此情形下“请求次数”的计量规则，不作猜测',
  },
  'counted as tokens': {
    of: () => [estimated(atomgit, { model: 'text-to-image', images: rational(3) }), 'images'],
    code: 'counted-as-tokens',
    en: '3 × 50,000 tokens = 150,000 tokens, charged on the line of tokens',
    zh: '3 × 50,000 Token = 150,000 Token，计入 Token 行',
  },
  'counted as tokens over several requests': {
    of: () => [
      estimated(atomgit, { model: 'sentence-similarity', text: { scripts: { chinese: 0, other: 8 } }, requests: 3 }),
      'requests',
    ],
    code: 'counted-as-tokens',
    en: '3 × 4 tokens = 12 tokens, charged on the line of tokens',
    zh: '3 × 4 Token = 12 Token，计入 Token 行',
  },
  'replaced by a report': {
    of: () => [
      rated({ tariff: atomgit }, { images: exact('2'), tokens: exact('98765') }, { model: 'text-to-image' }),
      'images',
    ],
    code: 'replaced-by-report',
    en: 'The provider reported a token count, which replaces the estimate of 2 × 50,000 tokens',
    zh: '服务商已上报 Token 用量，以其取代估算值 2 × 50,000 Token',
  },
  'a conversation': {
    of: () => [
      estimated(
        studio,
        { model: 'qwen-max', text: { tokens: rational(100) }, outputTokens: rational(50), turns: 3 },
        { state: { remaining: { input_tokens: exactly(rational(250)) }, usedInPeriod: {} } },
      ),
      'input_tokens#2',
    ],
    code: 'quantity-times-price',
    en: '150 covered by free quota, 0 remain; 500 × 0.0100 USD ÷ 1,000 = 0.005 USD',
    zh: '免费额度抵扣 150，剩余 0；500 × 0.0100 USD ÷ 1,000 = 0.005 USD',
  },
}

it.each(Object.entries(cases))('explains %s', (_, { of, ...sentence }) => {
  expect(told(...of())).toEqual(sentence)
})

it('shows an explanation of a later version as its code and parameters', () => {
  const receipt = rated({ tariff: studio }, { input_tokens: exact('1') }, { model: 'qwen-max' })
  const [line] = receipt.lines
  if (line === undefined) throw new Error('no line')
  const later = { ...line, explain: { code: 'bundle-price', params: { bundle: 'b-1' } } }
  expect(explainLine(later, 'zh')).toBe('bundle-price (bundle b-1)')
})
