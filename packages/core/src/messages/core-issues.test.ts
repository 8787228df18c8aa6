import './bundled.ts'
import { expect, it } from 'vitest'
import studioJson from '../../tariffs/alibaba-model-studio/international-usd.json' with { type: 'json' }
import atomgitJson from '../../tariffs/atomgit-ai/default.json' with { type: 'json' }
import {
  type Balance,
  chooseMapping,
  compileTariff,
  countCharacters,
  detectMapping,
  type EstimateRequest,
  estimate,
  type FxRate,
  type Issue,
  normalizeUsage,
  openBalances,
  prepaid,
  type RateOptions,
  type Receipt,
  type Result,
  rate,
  rateCoreHours,
  rational,
  readInstant,
  readJson,
  spokenCharacters,
  type Tariff,
  USAGE_MAPPINGS,
  type Usage,
  withDisplay,
} from '../index.ts'
import { exactly } from '../number/range.ts'
import { en } from './en.ts'
import { renderIssue } from './render-message.ts'
import { zh } from './zh.ts'

const studio = studioJson as unknown as Tariff
const atomgit = atomgitJson as unknown as Tariff
const batch = {
  id: 'batch',
  name: { en: '', zh: '' },
  meters: ['input_tokens'],
  factor: '0.5',
  order: 1,
  source: 'usage-guide',
}
const withBatch = {
  ...atomgit,
  modifiers: [{ ...batch, when: { batch: 'batch' }, excludes: ['allowance'] }],
  allowances: [
    {
      id: 'trial',
      name: { en: '', zh: '' },
      meters: ['input_tokens'],
      quantity: '5',
      claims: [{ quantity: '9', label: { en: '9 in a note', zh: '笔记称 9' }, source: 'usage-guide' }],
      source: 'usage-guide',
    },
    { id: 'each', name: { en: '', zh: '' }, meters: ['images'], per: 'model', source: 'usage-guide' },
  ],
} as unknown as Tariff
const steps = { scope: 'period', mode: 'graduated', steps: [{ price: '1' }] }
const byMonth = {
  ...atomgit,
  cards: atomgit.cards.map((card) => ({ ...card, rates: [{ meter: 'characters', per: '1', steps }] })),
} as unknown as Tariff

const count = (likely: string, low = likely, high = likely) =>
  ({ low: rational(low), likely: rational(likely), high: rational(high), basis: 'reported' }) as const
const tokens = { input_tokens: count('1000') }
const settings: RateOptions = { id: 'r', engine: 'test' }

const rated = (usage: Partial<Usage>, tariffs: readonly Tariff[] = [studio], options: Partial<RateOptions> = {}) => {
  const whole: Usage = {
    at: '2024-12-16T12:00:00+08:00',
    grain: 'request',
    requests: rational(1),
    model: 'qwen-max',
    facets: {},
    dimensions: {},
    quantities: tokens,
    issues: [],
    ...usage,
  }
  const { at: _at, ...timeless } = whole
  const tables = tariffs.map((tariff) => compileTariff(tariff))
  return told(rate(usage.at === '' ? timeless : whole, tables, { ...settings, ...options }))
}
const opened = '2026-01-01'
const opening = (allowance: object) =>
  ({
    ...atomgit,
    allowances: [
      { id: 'x', name: { en: '', zh: '' }, meters: ['tokens'], quantity: '1', source: 'usage-guide', ...allowance },
    ],
  }) as unknown as Tariff
const balance: Balance = { id: 'mine', allowance: 'trial', remaining: exactly(rational(1)) }
const having = (...balances: readonly Balance[]): Partial<RateOptions> => ({
  state: { remaining: {}, usedInPeriod: {}, prepaid: prepaid(balances) },
})
const withBalance = (own: Partial<Balance>, facets = {}) =>
  rated({ model: 'text-generation', facets }, [withBatch], having({ ...balance, ...own }))
const estimated = (request: Partial<EstimateRequest>, tariff = studio) =>
  told(estimate({ model: 'qwen-max', at: '2024-12-16T12:00:00+08:00', ...request }, [compileTariff(tariff)], settings))
const told = (result: Result<Receipt>) => (result.ok ? result.value.warnings : result.issues)
const issuesOf = (result: Result<unknown>) => (result.ok ? [] : result.issues)
const body = (text: string) => {
  const read = readJson(text)
  if (!read.ok) throw new Error(text)
  return read.value
}
const normalized = (text: string) => {
  const [mapping] = USAGE_MAPPINGS
  if (mapping === undefined) throw new Error('no mapping')
  const usage = normalizeUsage(body(text), mapping)
  return usage.ok ? usage.value.issues : usage.issues
}
const anyMapping = { providers: ['acme'], source: '', model: '/model', usage: '/usage' }
const byCharacters = {
  ...studio,
  estimations: { speech: { source: 'billing-2024-12-16', characters: { ideograph: '2', other: '1' } } },
  cards: studio.cards.flatMap((card) =>
    card.model === 'qwen-max'
      ? [{ ...card, estimation: 'speech', rates: [{ meter: 'characters', price: '1', per: '1' }] }]
      : [],
  ),
} as unknown as Tariff
const spoken = (request: Partial<EstimateRequest>) =>
  estimated(
    { text: { characters: { ideographs: 1, others: 1 } }, at: '2024-12-15T12:00:00+08:00', ...request },
    byCharacters,
  )
const seen = (request: Partial<EstimateRequest>, image: object = {}) =>
  estimated(request, {
    ...studio,
    estimations: {
      'qwen-text': {
        source: 'billing-2024-12-16',
        image: { patch: '28', ...image },
        audio: { tokensPerSecond: '12.5', minimumSeconds: '2' },
      },
    },
  })
const grid = { maximumPixels: '1003520', minimumTokens: '4', extraTokens: '2' }
const text = { scripts: { chinese: 10, other: 10 } }
const shown = (own: Partial<FxRate>, at = '2024-12-16T12:00:00+08:00') => {
  const source = { url: 'https://rates.example', title: 'Rates', checked: '2024-12-16' }
  const rates = [{ from: 'USD', to: 'CNY', rate: '7', ...own }]
  const totals = ['USD', 'ATOMGIT-TOKEN'].map((currency) => ({ currency, amount: count('1'), complete: true }))
  const receipt = { at, totals, warnings: [] } as unknown as Receipt
  const options = { currency: 'CNY', timeZone: '+08:00' }
  return withDisplay(receipt, { schema: 'ratecard/fx@1', name: 'Rates', source, rates }, options).warnings
}
const sixteenCores = () => {
  const use = { cores: rational(16), seconds: rational(600), instances: rational(1) }
  const at = '2024-12-16T12:00:00+08:00'
  return told(rateCoreHours({ model: 'notebook', at, ...use }, [compileTariff(atomgit)], settings))
}
const inModel = (model: string, quantities: Usage['quantities']) => ({ model, quantities })

const cases: Readonly<Record<string, () => readonly Issue[]>> = {
  'unknown-model': () => rated({ model: 'qwen-maxx' }, [studio], { filter: { scope: 'cn' } }),
  'ambiguous-price-list': () => rated({}, [studio, { ...studio, id: 'other/list' }]),
  'missing-instant': () => rated({ at: '' }),
  'invalid-instant': () => issuesOf(readInstant('yesterday', '/at')),
  'instant-without-offset': () => issuesOf(readInstant('2024-12-16', '/at')),
  'no-quantity': () => rated({ quantities: {} }),
  'invalid-quantity-whole': () => rated({ quantities: { input_tokens: count('1.5') } }),
  'invalid-quantity-decimal': () => rated({ quantities: { audio_seconds: count('-1') } }),
  'unknown-facet': () => rated({ facets: { speed: 'fast' } }),
  'invalid-facet-value': () => rated({ facets: { batch: 'yes' } }),
  'no-allowance': () =>
    rated({}, [studio], { state: { remaining: { images: exactly(rational(1)) }, usedInPeriod: {} } }),
  'allowance-not-applied': () => rated({}),
  'unknown-allowance': () => withBalance({ allowance: 'free' }),
  'repeated-balance': () => rated({ model: 'text-generation' }, [withBatch], having(balance, balance)),
  'invalid-balance': () => withBalance({ id: '' }),
  'balance-currency': () => withBalance({ currency: 'CNY' }),
  'balance-without-model': () => withBalance({ allowance: 'each' }),
  'no-validity': () =>
    issuesOf(
      openBalances(opening({ validity: [{ days: '1', opened: { until: '2020-01-01T00:00:00Z' } }] }), { opened }),
    ),
  'no-balance-to-open': () => issuesOf(openBalances(opening({ quantity: undefined }), { opened })),
  'balance-not-covering': () => withBalance({}, { batch: 'batch' }),
  'balance-not-yet-valid': () => withBalance({ from: '2026-01-01T00:00:00Z' }),
  'balance-expired': () => withBalance({ until: '2024-01-01T00:00:00Z' }),
  'balance-expiry-disputed': () =>
    withBalance({
      until: '2024-01-01T00:00:00Z',
      claims: [{ until: '2026-01-01T00:00:00Z', rule: '3 months', source: 'usage-guide' }],
    }),
  'allowance-claims': () => withBalance({}),
  'allowance-excluded': () => rated({ model: 'text-generation', facets: { batch: 'batch' } }, [withBatch]),
  'facet-disagreement': () =>
    rated(
      {
        ...inModel('speech-recognition', { requests: count('1'), file_bytes: count('60000000') }),
        facets: { audio_file: 'under-50M' },
      },
      [atomgit],
    ),
  'facet-assumed': () => rated(inModel('speech-recognition', { requests: count('1') }), [atomgit]),
  'facet-without-effect': () => rated({ facets: { thinking: 'on' } }),
  'period-usage-assumed': () => rated(inModel('notebook', { characters: count('1') }), [byMonth]),
  'price-age': () => rated({ at: '2026-01-01T00:00:00Z' }),
  'printed-figure-contradicts': () => sixteenCores(),
  note: () => rated(inModel('text-to-image', { images: count('1') }), [atomgit]),
  'context-exceeded': () => rated({ quantities: { input_tokens: count('9000') } }),
  'context-may-be-exceeded': () => rated({ quantities: { input_tokens: count('7000', '6000', '9000') } }),
  'output-not-stated': () => estimated({ text: { tokens: rational(1) } }),
  'nothing-to-estimate': () => estimated({}),
  'too-many-requests': () => estimated({ text: { tokens: rational(1) }, turns: 200, requests: 200 }),
  'no-text-rule': () => estimated({ text }),
  'no-image-rule': () => estimated({ imageSizes: [{ width: 1, height: 1 }] }),
  'no-audio-rule': () => estimated({ audioSeconds: [rational(1)] }),
  'unknown-response-format': () => issuesOf(detectMapping({})),
  'ambiguous-response-format': () =>
    issuesOf(
      detectMapping({ usage: { a: 1 } }, [
        { ...anyMapping, api: 'one', leaves: [{ meter: 'input_tokens', paths: ['/usage/a'] }] },
        { ...anyMapping, api: 'two', leaves: [{ meter: 'output_tokens', paths: ['/usage/a'] }] },
      ]),
    ),
  'unknown-api': () => issuesOf(chooseMapping({}, { api: 'x' })),
  'no-characters-rule': () => estimated({ text: { characters: { ideographs: 1, others: 0 } } }),
  'turns-of-characters': () => spoken({ turns: 2 }),
  'characters-counted': () => spoken({}),
  'image-counted': () => seen({ imageSizes: [{ width: 512, height: 512 }] }),
  'image-on-grid': () => seen({ imageSizes: [{ width: 1500, height: 1200 }] }, { grid }),
  'audio-counted': () => seen({ audioSeconds: [rational(1), rational('3.01')] }),
  'rule-seen-later': () => spoken({}),
  'malformed-ssml': () => issuesOf(spokenCharacters(countCharacters('<speak>'))),
  'no-usage-object': () => normalized('{}'),
  'missing-count': () => normalized('{"usage": {"prompt_tokens": 1}}'),
  'invalid-count': () => normalized('{"usage": {"prompt_tokens": 1.5, "completion_tokens": 1}}'),
  'contradictory-counts': () =>
    normalized(
      '{"usage": {"prompt_tokens": 1, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": 5}}}',
    ),
  'total-mismatch': () => normalized('{"usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 3}}'),
  'display-rate-older': () => shown({ day: '2024-12-14' }),
  'display-rate-missing': () => shown({ month: '2024-11' }),
  'display-not-money': () => shown({ month: '2024-12' }),
  'display-without-instant': () => shown({ month: '2024-12' }, ''),
  'json-syntax': () => issuesOf(readJson('{"a": nul}')),
  'json-depth': () => issuesOf(readJson('[[1]]', { maxDepth: 1 })),
  'json-duplicate-key': () => issuesOf(readJson('{"a": 1, "a": 2}')),
}

it.each(Object.entries(cases))('%s comes with every value that its message needs', (code, make) => {
  const found = make().find((candidate) => candidate.code === code)
  if (found === undefined) throw new Error(`core no longer tells ${code} here`)
  for (const locale of ['en', 'zh'] as const) {
    const message = renderIssue(found, locale)
    expect(message).not.toMatch(/\{[\w:-]+\}|\[\[|\]\]|undefined|\[object|^[\w-]+ \(/)
  }
})

it('what was expected is a code, and is told in words', () => {
  for (const messages of [en, zh])
    expect(Object.entries(messages).filter(([, text]) => text.includes('{expected}'))).toEqual([])
})
