import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Issue } from '../result.ts'
import type { RateCard, Tariff } from '../tariff/tariff.ts'
import { BUNDLED_TARIFFS } from '../tariffs/index.ts'
import { aCard, aRate, aSource, aTariff } from '../testing/a-tariff.ts'
import clean from './lint/clean-tariff.json' with { type: 'json' }
import { WARNING_CODES } from './lint/warning-codes.ts'
import { lintTariff } from './lint-tariff.ts'

/** Data that a test may break at will. */
// biome-ignore lint/suspicious/noExplicitAny: a planted fault has no type
type Loose = any

const broken = (plant: (tariff: Loose) => void): Tariff => {
  const tariff = structuredClone(clean) as Loose
  plant(tariff)
  return tariff
}
const cards = { thinker1: 0, thinker2: 1, drawer0: 2, drawer1: 3 } as const
const copyOf = (tariff: Loose, card: number, changes: object) => ({
  ...structuredClone(tariff.cards[card]),
  ...changes,
})
const tariffText = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Tariff
const found = (issues: readonly Issue[]) => issues.map(({ code, path }) => `${code} ${path}`)

describe('tariffs without a fault', () => {
  it('the clean fixture gives no finding', () => {
    expect(lintTariff(clean as Loose)).toMatchObject({ errors: [], warnings: [] })
  })

  describe.each(BUNDLED_TARIFFS.map(({ id }) => id))('bundled %s', (id) => {
    const tariff = tariffText(`../../tariffs/${id}.json`)
    const newest = Object.values(tariff.sources)
      .map(({ checked }) => checked)
      .sort()
      .at(-1)
    const { errors, warnings, waived } = lintTariff(tariff, newest)

    it('has no error, and no warning that is not waived, on the day of its newest source', () => {
      expect(errors).toEqual([])
      expect(warnings).toEqual([])
    })

    it('has no waiver that silences nothing', () => {
      const silenced = new Set(waived.map(({ code, params }) => `${code} ${params.card}`))
      expect((tariff.waivers ?? []).map(({ rule, card }) => `${rule} ${card}`)).toEqual([...silenced])
    })
  })

  const hard = new URL('../../../../conformance/tariffs/', import.meta.url)
  it.each(readdirSync(hard))('hard tariff %s', (file) => {
    expect(lintTariff(JSON.parse(readFileSync(new URL(file, hard), 'utf8')))).toMatchObject({
      errors: [],
      warnings: [],
    })
  })
})

const caveatWhen = (when: object) => ({ note: { en: 'Odd', zh: '存疑' }, source: 'page', when })

type Fault = readonly [code: string, path: string, plant: (tariff: Loose) => void]

const references: readonly Fault[] = [
  ['lint-rate-without-source', '/cards/2/rates/0', (t) => delete t.cards[cards.drawer0].source],
  ['lint-unknown-source', '/cards/0/source', (t) => Object.assign(t.cards[0], { source: 'pge' })],
  ['lint-unknown-source', '/cards/0/source', (t) => Object.assign(t.cards[0], { source: 'constructor' })],
  ['lint-unknown-source', '/cards/1/rates/5/source', (t) => Object.assign(t.cards[1].rates[5], { source: 'x' })],
  ['lint-unknown-source', '/modifiers/0/source', (t) => Object.assign(t.modifiers[0], { source: 'x' })],
  ['lint-unknown-source', '/allowances/0/source', (t) => Object.assign(t.allowances[0], { source: 'x' })],
  ['lint-unknown-source', '/estimations/rule/source', (t) => Object.assign(t.estimations.rule, { source: 'x' })],
  ['lint-unknown-source', '/rounding/source', (t) => Object.assign(t.rounding, { source: 'x' })],
  ['lint-unknown-source', '/waivers/0/source', (t) => Object.assign(t.waivers[0], { source: 'x' })],
  ['lint-unknown-meter', '/cards/0/rates/0/meter', (t) => Object.assign(t.cards[0].rates[0], { meter: 'token' })],
  ['lint-unknown-meter', '/fallbacks/reasoning_tokens', (t) => Object.assign(t.fallbacks, { reasoning_tokens: 'x' })],
  [
    'lint-unknown-meter',
    '/facets/modality/cases/0/when/any/1/all/0/known',
    (t) => Object.assign(t.facets.modality.cases[0].when.any[1].all[0], { known: 'x' }),
  ],
  [
    'lint-unknown-facet',
    '/cards/1/rates/5/when/thought',
    (t) => Object.assign(t.cards[1].rates[5], { when: { thought: 'on' } }),
  ],
  [
    'lint-unknown-facet',
    '/cards/3/caveats/0/when/not',
    (t) => Object.assign(t.cards[3], { caveats: [caveatWhen({ not: { facet: 'x', is: 'y' } })] }),
  ],
  [
    'lint-unknown-meter',
    '/cards/3/caveats/0/when/all/0/known',
    (t) => Object.assign(t.cards[3], { caveats: [caveatWhen({ all: [{ known: 'x' }] })] }),
  ],
  [
    'lint-timed-caveat',
    '/cards/3/caveats/0/when',
    (t) => Object.assign(t.cards[3], { caveats: [caveatWhen({ weekdays: [1] })] }),
  ],
  [
    'lint-unknown-facet',
    '/modifiers/0/when/constructor',
    (t) => Object.assign(t.modifiers[0], { when: { constructor: 'x' } }),
  ],
  [
    'lint-unknown-facet',
    '/estimations/rule/flat/0/when/a~1b',
    (t) => Object.assign(t.estimations.rule.flat[0], { when: { 'a/b': 'x' } }),
  ],
  [
    'lint-unknown-facet',
    '/facets/modality/cases/0/when/any/1/all/1/not',
    (t) => Object.assign(t.facets.modality.cases[0].when.any[1].all[1].not, { facet: 'x' }),
  ],
  [
    'lint-unknown-facet-value',
    '/cards/1/rates/5/when/thinking',
    (t) => Object.assign(t.cards[1].rates[5], { when: { thinking: 'yes' } }),
  ],
  ['lint-unknown-facet-value', '/facets/modality/default', (t) => Object.assign(t.facets.modality, { default: 'x' })],
  [
    'lint-unknown-facet-value',
    '/facets/modality/cases/0/is',
    (t) => Object.assign(t.facets.modality.cases[0], { is: 'x' }),
  ],
  [
    'lint-unknown-facet-value',
    '/facets/hours/clock/1/is',
    (t) => Object.assign(t.facets.hours.clock[1], { is: 'dusk' }),
  ],
  ['lint-unknown-estimation', '/cards/1/estimation', (t) => Object.assign(t.cards[1], { estimation: 'rules' })],
  [
    'lint-unknown-modifier',
    '/modifiers/0/excludes/1',
    (t) => Object.assign(t.modifiers[0].excludes, { 1: 'free-quota' }),
  ],
  ['lint-unknown-model', '/modifiers/0/exceptModels/0', (t) => Object.assign(t.modifiers[0], { exceptModels: ['x'] })],
  ['lint-unknown-model', '/allowances/0/models/0', (t) => Object.assign(t.allowances[0], { models: ['thinker-2'] })],
  [
    'lint-unknown-card',
    '/cards/3/corrects',
    (t) => {
      t.cards[3].corrects = 'drawer@9'
      t.cards.splice(2, 1)
      t.cards.unshift({ ...t.cards[0], id: 'other@1', model: 'other', aliases: [] })
    },
  ],
  ['lint-unknown-card', '/waivers/0/card', (t) => Object.assign(t.waivers[0], { card: 'drawer@9' })],
  ['lint-unknown-rule', '/waivers/0/rule', (t) => Object.assign(t.waivers[0], { rule: 'lint-period-overlap' })],
]

const pack = (t: Loose) => t.allowances[1]
const allowances: readonly Fault[] = [
  ['lint-unknown-source', '/allowances/1/grants/0/source', (t) => Object.assign(pack(t).grants[0], { source: 'x' })],
  [
    'lint-unknown-source',
    '/allowances/1/validity/1/source',
    (t) => Object.assign(pack(t).validity[1], { source: 'x' }),
  ],
  ['lint-unknown-source', '/allowances/1/claims/0/source', (t) => Object.assign(pack(t).claims[0], { source: 'x' })],
  ['lint-unknown-meter', '/allowances/1/weights/0/meter', (t) => Object.assign(pack(t).weights[0], { meter: 'x' })],
  ['lint-unknown-facet', '/allowances/1/when/mood', (t) => Object.assign(pack(t).when, { mood: 'off' })],
  ['lint-unknown-facet-value', '/allowances/1/when/batch', (t) => Object.assign(pack(t).when, { batch: 'no' })],
  ['lint-unknown-model', '/allowances/1/exceptModels/0', (t) => Object.assign(pack(t), { exceptModels: ['x'] })],
  ['lint-unknown-model', '/allowances/1/grants/0/models/0', (t) => Object.assign(pack(t).grants[0], { models: ['x'] })],
  [
    'lint-unknown-model',
    '/allowances/1/weights/0/models/0',
    (t) => Object.assign(pack(t).weights[0], { models: ['x'] }),
  ],
  ['lint-allowance-tier', '/allowances/2/tier', (t) => Object.assign(t.allowances[2], { tier: { gt: '5', le: '5' } })],
  ['lint-allowance-tier', '/allowances/2/tier', (t) => Object.assign(t.allowances[2], { tier: { gt: '5', ge: '5' } })],
  ['lint-allowance-tier', '/allowances/2/tier', (t) => Object.assign(t.allowances[2], { tier: { gt: '9', le: '5' } })],
  [
    'lint-allowance-without-selector',
    '/allowances/2/tier',
    (t) => Object.assign(t.allowances[2], { models: ['thinker', 'drawer'] }),
  ],
  [
    'lint-allowance-validity',
    '/allowances/1/validity/2',
    (t) => Object.assign(pack(t).validity[2], { renews: 'month' }),
  ],
  ['lint-allowance-validity', '/allowances/1/validity/2', (t) => delete pack(t).validity[2].months],
  ['lint-allowance-weights', '/allowances/1/weights', (t) => Object.assign(pack(t), { kind: 'savings-plan' })],
  [
    'lint-period-empty',
    '/allowances/1/validity/1/opened',
    (t) => Object.assign(pack(t).validity[1].opened, { until: '2025-09-08T03:00:00Z' }),
  ],
  ['lint-duplicate-id', '/allowances/1/id', (t) => Object.assign(pack(t), { id: 'free-quota' })],
]

const names: readonly Fault[] = [
  ['lint-duplicate-id', '/cards/4/id', (t) => t.cards.push(copyOf(t, 0, { model: 'other', aliases: [] }))],
  [
    'lint-duplicate-id',
    '/modifiers/1/id',
    (t) => {
      t.modifiers[1].id = 'batch'
      t.modifiers[0].excludes = []
    },
  ],
  ['lint-repeated-name', '/cards/0/aliases/0', (t) => Object.assign(t.cards[0], { aliases: ['thinker'] })],
  [
    'lint-period-overlap',
    '/cards/1/effective',
    (t) => Object.assign(t.cards[0].effective, { until: '2025-12-01T10:00:01+08:00' }),
  ],
  [
    'lint-period-overlap',
    '/cards/3/effective',
    (t) => t.cards.push(copyOf(t, 3, { id: 'drawer@2', effective: {}, corrects: undefined })),
  ],
  ['lint-period-overlap', '/cards/3/effective', (t) => delete t.cards[3].corrects],
  [
    'lint-period-overlap',
    '/cards/4/effective',
    (t) =>
      t.cards.push(
        copyOf(t, 3, { id: 'drawer@2', effective: { from: '2025-12-31T23:00:00+08:00' }, corrects: undefined }),
      ),
  ],
  [
    'lint-period-overlap',
    '/cards/4/effective',
    (t) => t.cards.push(copyOf(t, 1, { id: 'thinker@3', aliases: [], partial: true })),
  ],
  [
    'lint-name-two-meanings',
    '/cards/4',
    (t) =>
      t.cards.push(copyOf(t, 3, { id: 'sketcher@1', model: 'sketcher', aliases: ['drawer'], corrects: undefined })),
  ],
  [
    'lint-name-spelling',
    '/cards/4',
    (t) => t.cards.push(copyOf(t, 0, { id: 'Thinker@1', model: 'Thinker_latest', aliases: [] })),
  ],
  ['lint-selector-differs', '/cards/1/selector', (t) => Object.assign(t.cards[0], { selector: ['input_tokens'] })],
]

const periods: readonly Fault[] = [
  [
    'lint-period-empty',
    '/modifiers/1/effective',
    (t) => Object.assign(t.modifiers[1].effective, { until: '2025-12-31T16:00:00Z' }),
  ],
  [
    'lint-observed-outside',
    '/cards/1/effective/observed/0',
    (t) => Object.assign(t.cards[1].effective.observed, { 0: '2025-11-30' }),
  ],
  [
    'lint-absent-before-seen',
    '/cards/1/effective/absent',
    (t) => Object.assign(t.cards[1].effective, { absent: t.cards[1].effective.observed[0] }),
  ],
  [
    'lint-absent-before-seen',
    '/cards/1/effective/absent',
    (t) => Object.assign(t.cards[1], { effective: { from: '2025-12-01T20:00:00Z', absent: '2025-12-02' } }),
  ],
  ['lint-correction-other-model', '/cards/3/corrects', (t) => Object.assign(t.cards[2], { model: 'painter' })],
  ['lint-correction-cycle', '/cards/2/corrects', (t) => Object.assign(t.cards[2], { corrects: 'drawer@1' })],
]

const rates: readonly Fault[] = [
  ['lint-rate-without-price', '/cards/0/rates/0', (t) => delete t.cards[0].rates[0].price],
  ['lint-steps-with-price', '/cards/3/rates/0', (t) => Object.assign(t.cards[3].rates[0], { price: '1' })],
  [
    'lint-steps-with-tier',
    '/cards/3/rates/0',
    (t) => {
      t.cards[3].rates[0].tier = { gt: '0' }
      t.cards[3].selector = ['images']
    },
  ],
  [
    'lint-steps-end',
    '/cards/3/rates/0/steps/steps/2',
    (t) => Object.assign(t.cards[3].rates[0].steps.steps[2], { upTo: '900' }),
  ],
  ['lint-steps-end', '/cards/3/rates/0/steps/steps/1', (t) => delete t.cards[3].rates[0].steps.steps[1].upTo],
  [
    'lint-steps-unordered',
    '/cards/3/rates/0/steps/steps/1',
    (t) => Object.assign(t.cards[3].rates[0].steps.steps[1], { upTo: '100' }),
  ],
  [
    'lint-tier-empty',
    '/cards/1/rates/0/tier',
    (t) => Object.assign(t.cards[1].rates[0], { tier: { gt: '5', le: '5' } }),
  ],
  ['lint-tier-bounds', '/cards/1/rates/0/tier', (t) => Object.assign(t.cards[1].rates[0].tier, { lt: '31000' })],
  [
    'lint-tier-without-selector',
    '/cards/0/rates/0/tier',
    (t) => Object.assign(t.cards[0].rates[0], { tier: { gt: '0' } }),
  ],
  [
    'lint-tier-unordered',
    '/cards/1/rates/1/tier',
    (t) => t.cards[1].rates.splice(0, 2, ...t.cards[1].rates.slice(0, 2).reverse()),
  ],
  [
    'lint-tier-overlap',
    '/cards/1/rates/1/tier',
    (t) => Object.assign(t.cards[1].rates[1], { tier: { ge: '32000', le: '128000' } }),
  ],
  ['lint-rate-overlap', '/cards/0/rates/2', (t) => t.cards[0].rates.push({ ...t.cards[0].rates[1], price: '4' })],
  ['lint-rate-overlap', '/cards/1/rates/1', (t) => delete t.cards[1].rates[1].tier],
  ['lint-rate-ambiguous', '/cards/3/rates/2', (t) => t.cards[3].rates.splice(2, 1)],
]

const facets: readonly Fault[] = [
  ['lint-repeated-facet-value', '/facets/resolution/values/2', (t) => t.facets.resolution.values.push('sd')],
  ['lint-clock-with-cases', '/facets/hours', (t) => Object.assign(t.facets.hours, { cases: [] })],
  [
    'lint-clock-overlap',
    '/facets/hours/clock/2',
    (t) => t.facets.hours.clock.push({ is: 'day', hours: ['05:59', '12:00'], weekdays: [6] }),
  ],
  [
    'lint-mixed-condition',
    '/facets/hours/cases/0/when/all/1',
    (t) => {
      const when = { all: [{ weekdays: [6] }, { known: 'images' }] }
      t.facets.hours = { ...t.facets.hours, clock: undefined, cases: [{ when, is: 'night' }] }
    },
  ],
  [
    'lint-unknown-calendar',
    '/facets/hours/cases/0/when',
    (t) => {
      t.facets.hours = {
        ...t.facets.hours,
        clock: undefined,
        cases: [{ when: { calendar: 'cn', day: 'holiday' }, is: 'night' }],
      }
    },
  ],
  [
    'lint-day-beyond-calendar',
    '/calendars/cn/holidays/1',
    (t) => {
      t.calendars = {
        cn: { from: '2026-01-01', to: '2026-12-31', holidays: ['2026-01-01', '2027-01-01'], source: 'page' },
      }
    },
  ],
  [
    'lint-unknown-source',
    '/calendars/cn/source',
    (t) => {
      t.calendars = { cn: { from: '2026-01-01', to: '2026-12-31', holidays: [], source: 'nowhere' } }
    },
  ],
  [
    'lint-case-overlap',
    '/facets/hours/cases/1',
    (t) => {
      const cases = [
        { when: { hours: ['22:00', '06:00'] }, is: 'night' },
        { when: { hours: ['05:59', '20:00'] }, is: 'day' },
      ]
      t.facets.hours = { ...t.facets.hours, clock: undefined, cases }
    },
  ],
  ...[
    { holidays: ['2026-10-01', '2026-10-01'], path: '/calendars/cn/holidays/1' },
    { holidays: ['2026-10-01'], workdays: ['2026-10-10', '2026-10-01'], path: '/calendars/cn/workdays/1' },
  ].map(
    ({ path, ...days }): Fault => [
      'lint-calendar-day-twice',
      path,
      (t) => {
        t.calendars = { cn: { from: '2026-01-01', to: '2026-12-31', ...days, source: 'page' } }
      },
    ],
  ),
  ...[
    ['gt', { meter: 'output_tokens' }, { meter: 'input_tokens' }],
    ['gt', { meter: 'images' }, { value: '3' }],
    ['le', { meter: 'output_tokens' }, { value: '1500' }],
  ].map(
    ([compare, left, right]): Fault => [
      'lint-case-crossing',
      '/facets/size/cases/1',
      (t) => {
        const sum = { sum: ['input_tokens', 'output_tokens'] }
        const cases = [
          { when: { compare, left, right }, is: 'odd' },
          { when: { compare: 'ge', left: sum, right: { value: '1000' } }, is: 'large' },
        ]
        t.facets.size = { values: ['plain', 'odd', 'large'], default: 'plain', uncovered: 'same-price', cases }
      },
    ],
  ),
  [
    'lint-fallback-cycle',
    '/fallbacks/cache_write_tokens',
    (t) => Object.assign(t.fallbacks, { input_tokens: 'cache_write_tokens' }),
  ],
  [
    'lint-fallback-other-kind',
    '/fallbacks/reasoning_tokens',
    (t) => Object.assign(t.fallbacks, { reasoning_tokens: 'input_tokens' }),
  ],
  ['lint-negative-factor', '/modifiers/0/factor', (t) => Object.assign(t.modifiers[0], { factor: '-0.5' })],
  [
    'lint-range-unordered',
    '/estimations/rule/text/chinese',
    (t) => Object.assign(t.estimations.rule.text.chinese, { low: '1.9' }),
  ],
  [
    'lint-too-many-cells',
    '/cards/3',
    (t) => {
      const values = Array.from({ length: 50 }, (_, at) => `v${at}`)
      for (const name of ['a', 'b', 'c']) t.facets[name] = { values, default: 'v0', uncovered: 'unpriced' }
      t.cards[3].rates.push({ meter: 'requests', price: '1', per: '1', when: { a: 'v0', b: 'v0', c: 'v0' } })
      t.cards.splice(2, 1)
      t.cards[2].corrects = undefined
      t.cards.splice(0, 0, copyOf(t, 0, { id: 'other@1', model: 'other', aliases: [] }))
    },
  ],
]

const matches: readonly Fault[] = [
  ['lint-unbounded-regex', '/cards/0/match', (t) => Object.assign(t.cards[0], { match: { regex: '^(?!a)' } })],
  [
    'lint-unbounded-regex',
    '/cards/0/match',
    (t) => Object.assign(t.cards[0], { match: { or: [{ and: [{ regex: '^a' }, { regex: '[' }] }] } }),
  ],
]

describe.each(Object.entries({ references, allowances, names, periods, rates, facets, matches }))(
  'errors about %s',
  (_, faults) => {
    it.each(faults)('%s at %s', (code, path, plant) => {
      const { errors } = lintTariff(broken(plant))
      expect(found(errors)).toEqual([`${code} ${path}`])
      expect(JSON.stringify(errors[0]?.params)).not.toMatch(/undefined|\[object/)
    })
  },
)

const thousandTimes: Fault['2'] = (t) => {
  for (const price of ['1', '2', '3', '4'])
    t.cards.push(
      copyOf(t, 0, {
        id: `m${price}@1`,
        model: `m${price}`,
        aliases: [],
        rates: [{ meter: 'images', price, per: '1' }],
      }),
    )
  t.cards.push(
    copyOf(t, 0, { id: 'odd@1', model: 'odd', aliases: [], rates: [{ meter: 'images', price: '2', per: '1000000' }] }),
  )
}

const warnings: readonly Fault[] = [
  [
    'lint-period-gap',
    '/cards/1/effective',
    (t) => Object.assign(t.cards[0].effective, { until: '2025-11-30T00:00:00Z' }),
  ],
  ['lint-tier-gap', '/cards/1/rates/3/tier', (t) => Object.assign(t.cards[1].rates[3].tier, { ge: '32002' })],
  [
    'lint-tier-gap',
    '/cards/1/rates/1/tier',
    (t) => Object.assign(t.cards[1].rates[0], { tier: { gt: '0', lt: '32000' } }),
  ],
  [
    'lint-facet-gap',
    '/cards/0',
    (t) => {
      const clock = [{ is: 'night', hours: ['22:00', '06:00'] }]
      t.facets.band = { values: ['day', 'night'], default: 'day', uncovered: 'unpriced', clock }
      t.cards[0].rates.push({ meter: 'images', price: '1', per: '1', when: { band: 'day' } })
      for (const rate of t.cards[0].rates.slice(0, -1))
        t.cards[0].rates.push({ ...rate, when: { ...rate.when, band: 'night' } })
    },
  ],
  [
    'lint-cached-above-input',
    '/cards/1/rates/2',
    (t) => Object.assign(t.cards[1].rates[2], { price: '0.00081', per: '1000' }),
  ],
  ['lint-output-below-input', '/cards/0/rates/1', (t) => Object.assign(t.cards[0].rates[1], { price: '0.89' })],
  ['lint-batch-not-below-standard', '/cards/1/rates/6', (t) => Object.assign(t.cards[1].rates[6], { price: '2.50' })],
  ['lint-batch-factor-not-below-one', '/modifiers/0/factor', (t) => Object.assign(t.modifiers[0], { factor: '1' })],
  ['lint-price-off-siblings', '/cards/8/rates/0', thousandTimes],
]

describe('conditions that are told apart', () => {
  const more = (left: object, value: string) => ({ compare: 'gt', left, right: { value } })
  const [tokens, images] = [{ meter: 'output_tokens' }, { meter: 'images' }]
  const codes = (facet: object, change: (t: Loose) => void = () => {}) => {
    const { errors, warnings } = lintTariff(
      broken((t) => {
        t.facets.size = { values: ['s', 'm', 'l'], default: 's', uncovered: 'unpriced', ...facet }
        change(t)
      }),
    )
    return [...errors, ...warnings].map(({ code, params }) => [code, params.values ?? params.facts])
  }

  it.each([
    ['the first is a special case of the next', [more(tokens, '100'), more(tokens, '10')], []],
    ['no request is both', [more(tokens, '100'), { all: [more(images, '1'), { not: more(tokens, '100') }] }], []],
    [
      'a request is both',
      [more(tokens, '100'), more(images, '1')],
      [['lint-case-crossing', ['output_tokens=101', 'images=100']]],
    ],
  ])('%s', (_name, [first, second], found) => {
    expect(
      codes({
        cases: [
          { when: first, is: 'l' },
          { when: second, is: 'm' },
        ],
      }),
    ).toEqual(found)
  })

  const byDay = {
    values: ['s', 'm', 'l'],
    clock: [
      { is: 'm', hours: ['00:00', '12:00'] },
      { is: 'l', hours: ['12:00', '00:00'] },
    ],
  }
  const priced =
    (...values: readonly string[]) =>
    (t: Loose) => {
      const [{ rates }] = t.cards
      t.cards[0].rates = values.flatMap((size) => rates.map((rate: object) => ({ ...rate, when: { size } })))
    }

  it('every value of the clock has a rate, and the default is never left', () => {
    expect(codes(byDay, priced('m', 'l'))).toEqual([])
    const found = codes(byDay, priced('m'))
    expect(found.length).toBeGreaterThan(1)
    for (const one of found) expect(one).toEqual(['lint-facet-gap', ['l']])
  })

  it('a modifier is a price, and one price for all leaves no gap', () => {
    const half = (meters: readonly string[]) => ({
      id: 'l',
      name: { en: 'L', zh: 'L' },
      when: { size: 'l' },
      meters,
      factor: '0.5',
      order: 9,
      source: 'page',
    })
    const withHalf = (t: Loose) => {
      priced('m')(t)
      t.modifiers.push(half(t.cards[0].rates.map(({ meter }: Loose) => meter)))
    }
    expect(codes(byDay, withHalf)).toEqual([])
    expect(codes({ ...byDay, uncovered: 'same-price' }, priced('m'))).toEqual([])
  })
})

describe('warnings', () => {
  it.each(warnings)('%s at %s', (code, path, plant) => {
    const report = lintTariff(broken(plant))
    expect(report.errors).toEqual([])
    expect(found(report.warnings)).toEqual([`${code} ${path}`])
    const [warning] = report.warnings
    const waiver = { rule: code, card: warning?.params.card, source: 'page' }
    const waived = broken((tariff) => {
      plant(tariff)
      tariff.waivers.push(waiver)
    })
    const silenced = lintTariff(waived)
    expect(silenced).toMatchObject({ errors: [], warnings: [] })
    expect(found(silenced.waived)).toContain(`${code} ${path}`)
  })

  it('a price last seen long ago is stale as of a day that is given', () => {
    const codes = (today: string) => found(lintTariff(clean as Loose, today).warnings)
    expect(codes('2026-06-30')).toEqual([])
    expect(codes('2026-07-01')).toEqual(['lint-stale /cards/1', 'lint-stale /cards/3'])
    expect(() => lintTariff(clean as Loose, '2026-02-30')).toThrow('invalid-instant')
  })

  it('a price is as old as the last card that shows it, not as the card that began last', () => {
    const told = (...cards: readonly RateCard[]) =>
      found(
        lintTariff(aTariff({ cards, sources: { page: aSource({ checked: '2026-01-01' }) } }), '2026-11-22').warnings,
      )
    const page = (observed: readonly string[], rates = [aRate()]) =>
      aCard({ id: `m@${observed[0]}`, effective: { observed }, partial: true, rates })
    const batch = aRate({ price: '0.5', when: { batch: 'batch' } })
    expect(told(page(['2026-01-01', '2026-08-08']), page(['2026-02-01']))).toEqual([])
    expect(told(page(['2026-01-01', '2026-08-08']), page(['2026-02-01'], []))).toEqual([])
    expect(told(page(['2026-01-01', '2026-08-08']), page(['2026-02-01'], [batch]))).toEqual(['lint-stale /cards/1'])
    expect(told(page(['2026-02-01'], [batch]), { ...page(['2026-08-08']), partial: false })).toEqual([])
    const plain = aRate({ when: { thinking: 'off' } })
    expect(told(page(['2026-02-01'], [plain]), page(['2026-08-08']))).toEqual([])
    expect(told(page(['2026-02-01']), page(['2026-08-08'], [plain]))).toEqual([])
  })

  it('every code that a waiver can name is planted here', () => {
    expect(new Set([...warnings.map(([code]) => code), 'lint-stale'])).toEqual(new Set(WARNING_CODES))
  })

  it('a price of 0 is printed on purpose', () => {
    const free = broken((t) => {
      t.cards[0].rates[1].price = '0'
      t.cards[1].rates[6].price = '0'
    })
    expect(lintTariff(free)).toMatchObject({ errors: [], warnings: [] })
  })
})

it('tells a bounded number of findings of each rule', () => {
  const report = lintTariff(
    broken((t) => {
      const [card] = t.cards
      t.cards = Array.from({ length: 10_000 }, (_, at) => ({ ...card, id: `c${at}`, source: 'x' }))
    }),
  )
  expect(found(report.errors).filter((text) => text.startsWith('lint-unknown-source'))).toHaveLength(100)
})

it('a price that began on a stated day can be missed from the next one on', () => {
  const missed = broken((t) =>
    Object.assign(t.cards[1], { effective: { from: '2025-12-01T20:00:00Z', absent: '2025-12-03' } }),
  )
  expect(found(lintTariff(missed).errors)).toEqual([])
})
