import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { widthOf } from './render/text-width.ts'
import { runInMemory, type World } from './testing/run-in-memory.ts'

/** What a person sees: each file under `__golden__` is one screen, to be read by a reviewer. */
const seedDay = ['--at', '2024-12-16T12:00:00+08:00']
const mixed = '你好，我是通义千问。Nice to meet you.\n'
const body = {
  id: 'chatcmpl-9',
  created: 1734321600,
  model: 'qwen-max',
  usage: {
    prompt_tokens: 1234,
    completion_tokens: 567,
    total_tokens: 1801,
    completion_tokens_details: { reasoning_tokens: 100 },
  },
}

const prepaidFiles = {
  'wrong.json': JSON.stringify({
    schema: 'ratecard/balances@1',
    balances: [
      { id: 'a', allowance: 'monthly-hours', remaining: '5' },
      { id: 'a', allowance: 'monthly-core-hours', remaining: '-5', currency: 'CNY' },
    ],
  }),
  'malformed.json': JSON.stringify({
    schema: 'ratecard/balances@1',
    balances: [{ id: 'a', allowance: 'monthly-core-hours', remaining: 5, until: '2026-12-01' }],
  }),
  'prices.json': readFileSync(new URL('../../../conformance/tariffs/balances-cn.json', import.meta.url), 'utf8'),
  'balances.json': JSON.stringify({
    schema: 'ratecard/balances@1',
    balances: [
      {
        id: 'free-tokens qwen-plus',
        allowance: 'free-tokens',
        model: 'qwen-plus',
        remaining: '20000',
        from: '2026-04-02T00:00:00+08:00',
        until: '2026-07-01T00:00:00+08:00',
        claims: [{ until: '2026-07-02T00:00:00+08:00', rule: '3 months', source: 'bill' }],
      },
      { id: 'my-pack', allowance: 'qwen-plus-pack', remaining: '50000', until: '2027-01-01T00:00:00+08:00' },
      { id: 'my-plan', allowance: 'general-plan', remaining: '0.025', currency: 'CNY' },
    ],
  }),
}

const tenOff = { id: 'ten-off', meters: ['input_tokens', 'output_tokens'], factor: '0.9', order: 10 }
const framework = { schema: 'ratecard/contract@1', name: 'Framework agreement', scope: 'cn' }
const contractFiles = {
  'batch.json': readFileSync(new URL('../../../conformance/tariffs/batch-cn.json', import.meta.url), 'utf8'),
  'contract.json': JSON.stringify({ ...framework, modifiers: [tenOff] }),
  'broken.json': JSON.stringify({
    ...framework,
    modifiers: [{ ...tenOff, excludes: ['launch'], when: { batch: 'no' } }],
  }),
}

const reading = (day: string) => ({
  url: 'https://example.com/pricing',
  title: { en: `Example: prices (copy of ${day})`, zh: `示例：价格（${day} 的副本）` },
  checked: day,
  evidence: 'vendor-page',
})
const readAgain = JSON.stringify({
  schema: 'ratecard/tariff@1',
  id: 'example/list',
  version: '1',
  provider: 'example',
  name: { en: 'Example', zh: '示例' },
  currency: 'CNY',
  timeZone: '+08:00',
  pricingInstant: 'start',
  sources: { early: reading('2026-02-24'), late: reading('2026-08-08') },
  modifiers: [
    {
      id: 'batch',
      name: { en: 'Batch: half the price', zh: '批量调用半价' },
      when: { batch: 'batch' },
      meters: ['input_tokens', 'output_tokens'],
      factor: '0.5',
      order: 1,
      excludes: ['allowance'],
      source: 'early',
    },
  ],
  allowances: [
    {
      id: 'free',
      name: { en: 'Free tokens', zh: '免费 Token' },
      meters: ['input_tokens', 'output_tokens'],
      quantity: '1000000',
      validity: [{ days: '90' }],
      source: 'early',
    },
  ],
  cards: [
    {
      id: 'm@1',
      model: 'm',
      effective: { observed: ['2026-02-24', '2026-08-08'], absent: '2026-10-01' },
      source: 'late',
      selector: ['input_tokens'],
      rates: [
        { meter: 'input_tokens', price: '0.8', per: '1000000', tier: { gt: '0', le: '128000' } },
        { meter: 'input_tokens', price: '2.4', per: '1000000', tier: { gt: '128000' } },
        { meter: 'output_tokens', price: '2', per: '1000000' },
        { meter: 'output_tokens', price: '8', per: '1000000', when: { thinking: 'on' } },
      ],
    },
  ],
})
const ofExample = (...more: readonly string[]) => [
  ...['price', '--tariff', 'example.json', '--model', 'm', '--usage', 'input_tokens=1000,output_tokens=200', ...more],
]
const exampleFiles = { world: { files: { 'example.json': readAgain } } }

const fx = {
  schema: 'ratecard/fx@1',
  name: 'Our exchange rates',
  source: {
    url: 'https://rates.example/usd-cny',
    title: 'Daily reference rates, copied by our finance department',
    checked: '2025-01-02',
  },
}
const fxFiles = {
  'fx.json': JSON.stringify({
    ...fx,
    rates: [
      { from: 'USD', to: 'CNY', rate: '7.1881', day: '2024-12-16' },
      { from: 'USD', to: 'CNY', rate: '7.19', month: '2024-12' },
      { from: 'EUR', to: 'USD', rate: '1.0518', day: '2024-12-13' },
    ],
  }),
  'wrong-fx.json': JSON.stringify({
    ...fx,
    rates: [
      { from: 'USD', to: 'CNY', rate: '-7.19', month: '2024-12' },
      { from: 'usd', to: 'CNY', rate: '7.19', day: '2024-12-32' },
      { from: 'USD', to: 'CNY', rate: '7.19' },
    ],
  }),
  'twice-fx.json': JSON.stringify({
    ...fx,
    rates: [
      { from: 'USD', to: 'CNY', rate: '7.19', month: '2024-12' },
      { from: 'USD', to: 'CNY', rate: '7.2', month: '2024-12' },
    ],
  }),
}
const inDecember = ['price', '--model', 'qwen-max', '--currency', 'USD', ...seedDay]

interface Screen {
  readonly args: readonly string[]
  readonly world?: World
}

const files = {
  'a.txt': mixed,
  'docs/读我.md': mixed.repeat(40),
  'empty.txt': '',
  'bad.txt': Uint8Array.of(0x61, 0xff),
}

const directory = {
  'site/.git/HEAD': 'ref: refs/heads/main',
  'site/.gitignore': 'node_modules/\n*.log\n',
  'site/README.md': mixed.repeat(12),
  'site/build.log': mixed,
  'site/docs/guide/第一章 你好.md': mixed.repeat(40),
  'site/docs/guide/second-chapter-with-a-name-that-is-long-enough-to-be-cut-on-a-narrow-page.md': mixed.repeat(7),
  'site/docs/index.md': mixed.repeat(3),
  'site/logo.png': 'PNG\0',
  'site/node_modules/x/index.js': mixed,
  'site/old.txt': Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3, 0x0a),
}

const litellm = JSON.stringify({
  'acme/small': {
    litellm_provider: 'acme',
    input_cost_per_token: 1e-6,
    output_cost_per_token: 2e-6,
    supports_vision: true,
  },
  'acme/draw': { litellm_provider: 'acme', mode: 'image_generation', input_cost_per_pixel: 1e-8 },
  'acme/odd': { litellm_provider: 'acme', input_cost_per_token: '0.1' },
  'other/big': { litellm_provider: 'other', input_cost_per_token: 3e-6, search_context_cost_per_query: {} },
})
const imports = {
  'map.json': litellm,
  'page.json': '<!DOCTYPE html>\n<title>404</title>',
  'prices/broken/mine.json': '{"id":"mine/list","cards":[',
  'prices/old/litellm.json': JSON.stringify({
    ...{ schema: 'ratecard/tariff@1', id: 'old/litellm', version: '2026-10-01', provider: 'old', currency: 'USD' },
    ...{
      name: { en: 'old, as litellm lists it', zh: 'old（litellm 收录的价格）' },
      timeZone: 'Z',
      pricingInstant: 'start',
    },
    sources: { map: { url: 'https://x.example', title: 'x', checked: '2026-10-01', evidence: 'catalogue' } },
    cards: [
      { id: 'm', model: 'old/m', effective: {}, source: 'map', rates: [{ meter: 'images', price: '1', per: '1' }] },
    ],
  }),
}
const source = { url: 'https://example.com', title: 'Prices', checked: '2026-08-08', evidence: 'vendor-page' }
const rateOf = (meter: string, price: string) => ({ meter, price, per: '1000000' })
const cardOf = (id: string, ...rates: readonly object[]) => ({
  id,
  model: id.split('@')[0],
  effective: { observed: ['2026-08-08'] },
  source: 'page',
  rates,
})
const listOf = (id: string, ...cards: readonly object[]) =>
  JSON.stringify({
    schema: 'ratecard/tariff@1',
    id,
    version: '1',
    provider: 'mine',
    name: { en: 'My prices', zh: '我的价目' },
    currency: 'CNY',
    timeZone: '+08:00',
    pricingInstant: 'start',
    sources: { page: source },
    cards,
  })
const withFaults = listOf(
  'mine/prices',
  cardOf('a@1', rateOf('input_tokens', '1'), rateOf('output_tokens', '2')),
  cardOf('a@1', rateOf('input_tokens', '3')),
)
const oldPrices = listOf(
  'mine/old',
  cardOf('large@1', rateOf('input_tokens', '2'), rateOf('output_tokens', '8')),
  cardOf('small@1', rateOf('input_tokens', '0.3'), rateOf('output_tokens', '0.6')),
  cardOf('retired@1', rateOf('input_tokens', '1')),
)
const withRules = listOf(
  'mine/rules',
  { ...cardOf('small@1', rateOf('input_tokens', '1')), match: { starts_with: 'small-' } },
  { ...cardOf('tiny@1', rateOf('input_tokens', '2')), match: { ends_with: '-tiny' } },
)
const newPrices = listOf(
  'mine/new',
  cardOf('large@2', rateOf('input_tokens', '3'), rateOf('output_tokens', '8'), rateOf('cache_read_tokens', '0.3')),
  cardOf('small@2', rateOf('input_tokens', '0.2'), rateOf('output_tokens', '0.6')),
  cardOf('fresh@1', rateOf('input_tokens', '1')),
)
const usageOf = (model: string, quantities: Readonly<Record<string, string>>) =>
  JSON.stringify({
    schema: 'ratecard/usage@1',
    grain: 'aggregate',
    requests: '1000',
    model,
    facets: {},
    dimensions: {},
    quantities: Object.fromEntries(
      Object.entries(quantities).map(([meter, value]) => [meter, { value, basis: 'reported' }]),
    ),
    issues: [],
  })
const month = [
  usageOf('large', { input_tokens: '31234567', output_tokens: '4000000', cache_read_tokens: '9000000' }),
  usageOf('small', { input_tokens: '500000000', output_tokens: '100000000' }),
  '{"schema":"ratecard/usage@1"',
  usageOf('retired', { input_tokens: '2000000' }),
].join('\n')

const screens: Readonly<Record<string, Screen>> = {
  help: { args: ['--help'] },
  'help-count': { args: ['count', '--help'] },
  'help-estimate': { args: ['estimate', '--help'] },
  'help-price': { args: ['price', '--help'] },
  'help-core-hours': { args: ['core-hours', '--help'] },
  'help-serve': { args: ['serve', '--help'] },
  'help-tariff': { args: ['tariff', '--help'] },
  'help-tariff-history': { args: ['tariff', 'history', '--help'] },
  'help-tariff-lint': { args: ['tariff', 'lint', '--help'] },
  'help-normalize': { args: ['normalize', '--help'] },
  'help-tariff-show': { args: ['tariff', 'show', '--help'] },
  count: { args: ['count', 'a.txt', 'docs/读我.md', '--model', 'qwen-max'], world: { files } },
  'count-pieces': { args: ['count', '--tokenizer', 'qwen', '--pieces'], world: { stdin: `${mixed}𠮟` } },
  'count-range': { args: ['count', 'a.txt', '--model', 'text-generation'], world: { files } },
  'count-failures': {
    args: ['count', 'a.txt', 'bad.txt', 'empty.txt', 'nope.txt', '--tokenizer', 'qwen'],
    world: { files },
  },
  'count-directory': { args: ['count', 'site', '--tokenizer', 'qwen'], world: { files: directory } },
  'count-tree': { args: ['count', 'site', '--tokenizer', 'qwen', '--tree', '--top', '2'], world: { files: directory } },
  'count-top': { args: ['count', 'site', '--tokenizer', 'qwen', '--top', '2'], world: { files: directory } },
  'count-over-limit': {
    args: ['count', 'site/docs', '--tokenizer', 'qwen', '--max-tokens', '500'],
    world: { files: directory },
  },
  'count-over-limit-early': {
    args: ['count', '--tokenizer', 'qwen', '--max-tokens', '500'],
    world: { stdin: 'Nice to meet you.\n'.repeat(20_000), chunkSize: 65_536 },
  },
  'count-binary': { args: ['count', 'site/logo.png', '--tokenizer', 'qwen'], world: { files: directory } },
  'count-not-utf-8': { args: ['count', 'site/old.txt', '--tokenizer', 'qwen'], world: { files: directory } },
  estimate: {
    args: [
      'estimate',
      'a.txt',
      '--model',
      'qwen-max',
      '--currency',
      'USD',
      '--output-tokens',
      '400',
      '--turns',
      '3',
      ...seedDay,
    ],
    world: { files },
  },
  'estimate-range': {
    args: ['estimate', 'docs/读我.md', '--model', 'text-generation', '--output-tokens', '400'],
    world: { files },
  },
  'estimate-images': { args: ['estimate', '--model', 'text-to-image', '--images', '3'] },
  'estimate-media': {
    args: ['estimate', '--model', 'qwen3-omni-flash', '--scope', 'cn', '--at', '2026-06-01T12:00:00+08:00'].concat([
      '--image',
      '1500x1200',
      '--audio',
      '2m30s',
      '--audio',
      '0.2s',
      '--output-tokens',
      '200',
    ]),
  },
  'estimate-not-stated': {
    args: ['estimate', '--model', 'speech-recognition', '--requests', '2', '--file-size', '50MB'],
  },
  'estimate-context-exceeded': {
    args: ['estimate', 'a.txt', '--model', 'qwen-max', '--currency', 'USD', '--output-tokens', '8000', ...seedDay],
    world: { files },
  },
  price: {
    args: [
      'price',
      '--model',
      'qwen-max',
      '--currency',
      'USD',
      '--usage',
      'input_tokens=1000,output_tokens=200',
      ...seedDay,
    ],
  },
  'price-response': { args: ['price', '--response', '-', '--currency', 'USD'], world: { stdin: JSON.stringify(body) } },
  'price-free-quota': {
    args: [
      ...[
        'price',
        '--model',
        'qwen-max',
        '--currency',
        'USD',
        '--usage',
        'input_tokens=1000,output_tokens=200',
        ...seedDay,
      ],
      ...['--remaining', 'input_tokens=600,output_tokens=5000'],
    ],
  },
  'price-balances': {
    args: [
      ...['price', '--tariff', 'prices.json', '--model', 'qwen-plus', '--at', '2026-05-16T12:00:00+08:00'],
      ...['--usage', 'input_tokens=100000,output_tokens=2000', '--balances', 'balances.json'],
    ],
    world: { files: prepaidFiles },
  },
  'price-balances-expired': {
    args: [
      ...['price', '--tariff', 'prices.json', '--model', 'qwen-plus', '--at', '2026-07-01T12:00:00+08:00'],
      ...['--usage', 'input_tokens=1000,cache_read_tokens=500', '--balances', 'balances.json'],
    ],
    world: { files: prepaidFiles },
  },
  'core-hours-balances': {
    args: ['core-hours', '--cores', '16', '--duration', '10m', '--balances', '-'],
    world: {
      stdin: JSON.stringify({
        schema: 'ratecard/balances@1',
        balances: [
          {
            id: 'core-hours of November',
            allowance: 'monthly-core-hours',
            remaining: '9000',
            from: '2026-11-01T00:00:00+08:00',
            until: '2026-12-01T00:00:00+08:00',
          },
        ],
      }),
    },
  },
  'balances-open': {
    args: [
      ...[
        'balances',
        'open',
        '--provider',
        'atomgit-ai',
        '--opened',
        '2026-09-03',
        '--at',
        '2026-11-21T12:00:00+08:00',
      ],
      ...['--allow-evidence', 'catalogue'],
    ],
  },
  'balances-open-withheld': { args: ['balances', 'open', '--provider', 'atomgit-ai', '--opened', '2026-09-03'] },
  'balances-open-which': { args: ['balances', 'open', '--opened', '2026-09-03'] },
  'balances-mistakes': {
    args: ['price', '--model', 'notebook', '--usage', 'core_seconds=60', '--balances', 'wrong.json'],
    world: { files: prepaidFiles },
  },
  'balances-malformed': {
    args: ['price', '--model', 'notebook', '--usage', 'core_seconds=60', '--balances', 'malformed.json'],
    world: { files: prepaidFiles },
  },
  'help-balances-open': { args: ['balances', 'open', '--help'] },
  'price-as-of': {
    args: ofExample('--at', '2026-03-01T12:00:00+08:00', '--as-of', '2026-03-15T00:00:00+08:00', '--mode', 'thinking'),
    ...exampleFiles,
  },
  'price-unknown-as-of': {
    args: ofExample('--at', '2026-03-01T12:00:00+08:00', '--as-of', '2026-02-01T00:00:00+08:00'),
    ...exampleFiles,
  },
  'price-batch': { args: ofExample('--at', '2026-03-01T12:00:00+08:00', '--mode', 'batch'), ...exampleFiles },
  'price-gone': { args: ofExample('--at', '2026-09-01T12:00:00+08:00'), ...exampleFiles },
  'price-other-scope': { args: ofExample('--scope', 'eu'), ...exampleFiles },
  'price-contract': {
    args: [
      ...['price', '--tariff', 'batch.json', '--model', 'qwen3.7-max', '--at', '2026-05-20T12:00:00+08:00'],
      ...['--usage', 'input_tokens=1000000,output_tokens=200000', '--contract', 'contract.json'],
    ],
    world: { files: contractFiles },
  },
  'contract-mistakes': {
    args: [
      ...['price', '--tariff', 'batch.json', '--model', 'qwen3.7-max', '--usage', 'input_tokens=1'],
      ...['--contract', 'broken.json'],
    ],
    world: { files: contractFiles },
  },
  'contract-for-other-list': {
    args: ['price', '--model', 'qwen-max', '--usage', 'input_tokens=1', ...seedDay, '--contract', 'contract.json'],
    world: { files: contractFiles },
  },
  'price-display': {
    args: [
      ...[...inDecember, '--usage', 'input_tokens=1000,output_tokens=200'],
      ...['--display-currency', 'CNY', '--fx', 'fx.json'],
    ],
    world: { files: fxFiles },
  },
  'price-display-older': {
    args: [
      ...[...inDecember, '--usage', 'input_tokens=100000,images=1'],
      ...['--display-currency', 'EUR', '--fx', 'fx.json'],
    ],
    world: { files: fxFiles },
  },
  'price-display-missing': {
    args: [...inDecember, '--usage', 'input_tokens=1000', '--display-currency', 'JPY', '--fx', 'fx.json'],
    world: { files: fxFiles },
  },
  'core-hours-display': {
    args: ['core-hours', '--cores', '16', '--duration', '10m', '--display-currency', 'CNY', '--fx', 'fx.json'],
    world: { files: fxFiles },
  },
  'display-mistakes': {
    args: [...inDecember, '--usage', 'input_tokens=1', '--display-currency', 'CNY', '--fx', 'wrong-fx.json'],
    world: { files: fxFiles },
  },
  'display-repeated-rate': {
    args: [...inDecember, '--usage', 'input_tokens=1', '--display-currency', 'CNY', '--fx', 'twice-fx.json'],
    world: { files: fxFiles },
  },
  'display-without-rates': {
    args: [...inDecember, '--usage', 'input_tokens=1', '--display-currency', 'CNX'],
  },
  'price-incomplete': {
    args: ['price', '--model', 'qwen-max', '--currency', 'USD', '--usage', 'input_tokens=1000,images=1', ...seedDay],
  },
  'price-between-observations': {
    args: [
      'price',
      '--model',
      'qwen-max',
      '--currency',
      'USD',
      '--usage',
      'input_tokens=1000',
      '--at',
      '2025-01-15T12:00:00+08:00',
    ],
  },
  'price-many-digits': {
    args: [
      ...['price', '--model', 'qwen-max', '--currency', 'USD', ...seedDay],
      ...['--usage', 'input_tokens=123456789012345678901234567890123456789,output_tokens=1'],
    ],
  },
  'core-hours': { args: ['core-hours', '--cores', '16', '--duration', '10m'] },
  'tariff-list': { args: ['tariff', 'list'] },
  'tariff-list-own': {
    args: ['tariff', 'list', '--tariffs', 'prices'],
    world: { files: { 'prices/old.json': oldPrices } },
  },
  'help-tariff-import': { args: ['tariff', 'import', '--help'] },
  'help-tariff-list': { args: ['tariff', 'list', '--help'] },
  'tariff-import': { args: ['tariff', 'import', 'map.json', '--out', 'prices'], world: { files: imports } },
  'tariff-import-dry': { args: ['tariff', 'import', 'map.json', '--provider', 'other'], world: { files: imports } },
  'tariff-import-refused': {
    args: ['tariff', 'import', 'page.json', '--format', 'litellm', '--out', 'prices'],
    world: { files: imports },
  },
  'tariff-show-own': { args: ['tariff', 'show', 'old/litellm', '--tariffs', 'prices'], world: { files: imports } },
  'tariff-show': { args: ['tariff', 'show', 'alibaba-model-studio/international-usd'] },
  'tariff-show-all': { args: ['tariff', 'show', 'alibaba-model-studio/japan-cny', '--all'] },
  'tariff-show-model': { args: ['tariff', 'show', 'alibaba-model-studio/cn-cny', '--model', 'qwen-plus'] },
  'tariff-show-atomgit-notebook': { args: ['tariff', 'show', 'atomgit-ai/default', '--model', 'notebook'] },
  'tariff-show-atomgit': { args: ['tariff', 'show', 'atomgit-ai/default'] },
  'tariff-show-balances': {
    args: ['tariff', 'show', 'prices.json', '--model', 'qwen-plus'],
    world: { files: prepaidFiles },
  },
  'tariff-history': { args: ['tariff', 'history', 'qwen-max', '--scope', 'cn'] },
  'tariff-history-facet': {
    args: ['tariff', 'history', 'qwen-plus', '--scope', 'cn', '--meter', 'output_tokens', '--mode', 'thinking,batch'],
  },
  'tariff-history-ascii': {
    args: ['tariff', 'history', 'qwen-turbo', '--currency', 'USD'],
    world: { env: { TERM: 'dumb' } },
  },
  'tariff-diff': {
    args: ['tariff', 'diff', 'alibaba-model-studio/international-cny', 'alibaba-model-studio/global-cny'],
  },
  'tariff-diff-usage': {
    args: ['diff', 'old.json', 'new.json', '--usage', 'month.ndjson'],
    world: { files: { 'old.json': oldPrices, 'new.json': newPrices, 'month.ndjson': month }, chunkSize: 9999 },
  },
  'help-tariff-diff': { args: ['tariff', 'diff', '--help'] },
  'tariff-lint': {
    args: ['tariff', 'lint', 'alibaba-model-studio/international-usd', 'my-prices.json', '--today', '2026-11-22'],
    world: { files: { 'my-prices.json': withFaults }, chunkSize: 9999 },
  },
  mistakes: {
    args: [
      ...['price', '--model', 'qwen-max', '--currency', 'USD', '--at', '2024-12-16', '--mode', 'turbo'],
      ...['--usage', 'input_tokens=-1,total_tokens=2,output_tokens=1e400'],
    ],
  },
  'ambiguous-model': {
    args: ['price', '--tariff', 'rules.json', '--model', 'small-tiny', '--usage', 'input_tokens=1'],
    world: { files: { 'rules.json': withRules } },
  },
  'default-not-used': {
    args: ['price', '--model', 'qwen-plus', '--usage', 'input_tokens=1', '--at', '2026-08-08T12:00:00+08:00'],
    world: { env: { RATECARD_SCOPE: 'us', RATECARD_CURRENCY: 'CNY' } },
  },
  'estimate-no-ssml': {
    args: ['estimate', '-', '--model', 'cosyvoice-v2', '--scope', 'cn'],
    world: { stdin: '<speak>你好&</speak>' },
  },
  'price-used': {
    args: [
      ...['price', '--model', 'aitryon-refiner', '--scope', 'cn', '--at', '2026-08-08T12:00:00+08:00'],
      ...['--usage', 'images=30', '--used', 'images=20'],
    ],
  },
  'price-used-not-stated': {
    args: [
      ...['price', '--model', 'aitryon-refiner', '--scope', 'cn', '--at', '2026-08-08T12:00:00+08:00'],
      ...['--usage', 'images=30'],
    ],
  },
  'price-withheld': {
    args: [
      ...['price', '--model', 'qwen-turbo', '--scope', 'cn', '--at', '2023-10-15T12:00:00+08:00'],
      ...['--usage', 'input_tokens=1000'],
    ],
  },
  'tariff-history-withheld': { args: ['tariff', 'history', 'qwen-turbo', '--scope', 'cn', '--meter', 'input_tokens'] },
  'unknown-model': { args: ['price', '--model', 'qwen-mx', '--usage', 'input_tokens=1'] },
}

const languages = ['en', 'zh'] as const
const cases = Object.entries(screens).flatMap(([name, screen]) => languages.map((lang) => ({ name, lang, ...screen })))

it.each(cases)('$name in $lang', async ({ name, lang, args, world = {} }) => {
  const { exitCode, stdout, stderr } = await runInMemory(args, { ...world, env: { LANG: lang, ...world.env } })
  const screen = [`$ LANG=${lang} ratecard ${args.join(' ')}`, stdout + stderr, `exit code ${exitCode}`, ''].join('\n')
  await expect(screen).toMatchFileSnapshot(`__golden__/${name}.${lang}.txt`)
  const tooWide = stdout.split('\n').filter((line) => widthOf(line) > 80 && !line.includes('https://'))
  expect(tooWide).toEqual([])
})
