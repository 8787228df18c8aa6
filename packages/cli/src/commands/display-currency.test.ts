import { expect, it } from 'vitest'
import { runInMemory } from '../testing/run-in-memory.ts'

const source = { url: 'https://rates.example', title: 'Rates', checked: '2026-11-22' }
const fx = (...rates: readonly object[]) =>
  JSON.stringify({
    ...{ schema: 'ratecard/fx@1', name: 'Rates', source },
    rates: rates.map((own) => ({ from: 'USD', to: 'CNY', ...own })),
  })
const december = { rate: '7.19', month: '2024-12' }
const seed = ['--model', 'qwen-max', '--at', '2024-12-16T12:00:00+08:00', '--usage', 'input_tokens=1000']

async function priced(args: readonly string[], rates = fx(december)) {
  const run = await runInMemory(['price', ...seed, ...args, '--json'], { files: { 'fx.json': rates } })
  return { ...run, receipt: run.exitCode === 0 ? JSON.parse(run.stdout) : undefined }
}
const inYuan = ['--currency', 'USD', '--display-currency', 'CNY', '--fx', 'fx.json']

it('adds what is shown, and changes nothing else of the receipt', async () => {
  const [shown, native] = [await priced(inYuan), await priced(['--currency', 'USD'])]
  const { display, ...rest } = shown.receipt
  expect(rest).toEqual(native.receipt)
  expect(display).toEqual([
    { currency: 'CNY', amount: '0.0719', complete: true, from: 'USD', rate: '7.19', month: '2024-12', source },
  ])
})

it('a month that is closed is not changed by rates that come later', async () => {
  const [before, after] = [
    await priced(inYuan),
    await priced(
      inYuan,
      fx({ rate: '9', day: '2024-12-16' }, { rate: '8', month: '2025-01' }, december, { rate: '9', day: '2026-11-22' }),
    ),
  ]
  expect(after.stdout).toBe(before.stdout)
})

it('chooses the month by the clock of the price list', async () => {
  const files = { 'fx.json': fx(december, { rate: '7.3', month: '2025-01' }), 'list.json': list }
  const shown = async (at: string) => {
    const usage = ['--model', 'qwen-max', '--tariff', 'list.json', '--usage', 'input_tokens=1', '--at', at]
    const { stdout } = await runInMemory(['price', ...usage, ...inYuan, '--json'], { files })
    return JSON.parse(stdout).display[0].month
  }
  expect([await shown('2024-12-31T15:59:59Z'), await shown('2024-12-31T16:00:00Z')]).toEqual(['2024-12', '2025-01'])
})

it('two lists of one model are both native: neither is made of the other', async () => {
  const at = ['--at', '2026-06-01T12:00:00+08:00', '--scope', 'international', '--mode', 'thinking']
  const of = async (currency: string) => {
    const { stdout } = await runInMemory(
      [
        ...['price', '--model', 'qwen-plus', '--usage', 'input_tokens=1000000', ...at, '--currency', currency],
        ...['--display-currency', 'CNY', '--fx', 'fx.json', '--json'],
      ],
      { files: { 'fx.json': fx({ rate: '7.2', month: '2026-06' }) } },
    )
    return JSON.parse(stdout)
  }
  const [dollars, yuan] = [await of('USD'), await of('CNY')]
  expect(yuan.display).toBeUndefined()
  expect(yuan.totals[0].currency).toBe('CNY')
  expect(dollars.totals[0].currency).toBe('USD')
  expect(dollars.display[0].amount).not.toBe(yuan.totals[0].amount)
})

it.each<[number, readonly string[], string]>([
  [2, ['--display-currency', 'CNY'], '--fx FILE'],
  [2, ['--fx', 'fx.json'], '--display-currency CODE'],
  [2, ['--display-currency', 'yuan', '--fx', 'fx.json'], 'CNY'],
  [2, ['--display-currency', 'ATOMGIT-TOKEN', '--fx', 'fx.json'], 'CNY'],
  [2, ['--display-currency', 'CNY', '--fx', '-', '--balances', '-'], '--fx -, --balances -'],
  [5, ['--display-currency', 'CNY', '--fx', 'nope.json'], 'nope.json'],
])('exits with %i for %j', async (exitCode, args, told) => {
  const run = await priced(['--currency', 'USD', ...args])
  expect(run.exitCode).toBe(exitCode)
  expect(run.stderr).toContain(told)
})

it('estimates are shown, too', async () => {
  const call = [
    'estimate',
    'a.txt',
    '--model',
    'qwen-max',
    '--at',
    '2024-12-16T12:00:00+08:00',
    '--output-tokens',
    '1000',
  ]
  const { stdout } = await runInMemory([...call, ...inYuan, '--json'], {
    files: { 'fx.json': fx(december), 'a.txt': 'Nice to meet you.' },
  })
  expect(JSON.parse(stdout)).toMatchObject({ totals: [{ amount: '0.03005' }], display: [{ amount: '0.2160595' }] })
})

it('reads the rates from stdin', async () => {
  const { stdout } = await runInMemory(
    ['price', ...seed, '--currency', 'USD', '--display-currency', 'CNY', '--fx', '-'],
    { stdin: fx(december) },
  )
  expect(stdout).toContain('0.07 CNY at 7.19 CNY per USD')
})

const list = JSON.stringify({
  ...{ schema: 'ratecard/tariff@1', id: 'mine/list', version: '2024-12-01', provider: 'mine', currency: 'USD' },
  ...{ name: { en: 'mine', zh: '我的' }, timeZone: '+08:00', pricingInstant: 'start' },
  sources: { page: { ...source, evidence: 'vendor-page' } },
  cards: [
    {
      ...{ id: 'm', model: 'qwen-max', effective: {}, source: 'page' },
      rates: [{ meter: 'input_tokens', price: '1', per: '1' }],
    },
  ],
})
