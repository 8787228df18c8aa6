import { describe, expect, it } from 'vitest'
import { runInMemory } from './testing/run-in-memory.ts'

/** What the pages say beside the prices, asked for as a user asks. */

interface Answer {
  readonly exitCode: number
  /** By meter the amount, or why there is none. */
  readonly lines: Readonly<Record<string, string>>
  readonly notes: readonly string[]
  /** The prices that an unpriced line names. */
  readonly candidates: readonly string[]
}

async function ask(...args: readonly string[]): Promise<Answer> {
  const { exitCode, stdout, stderr } = await runInMemory(['price', '--json', ...args])
  if (stdout === '') throw new Error(stderr)
  const { lines, warnings } = JSON.parse(stdout)
  return {
    exitCode,
    lines: Object.fromEntries(
      lines.map(({ meter, amount, reason }: Record<string, string>) => [meter, amount ?? reason]),
    ),
    notes: warnings
      .filter(({ code }: { code: string }) => code === 'note')
      .map(({ params }: { params: { en: string } }) => params.en),
    candidates: lines.flatMap(({ candidates = [] }: { candidates?: readonly { price: string }[] }) =>
      candidates.map(({ price }) => price),
    ),
  }
}

const model = (name: string, scope: string, currency: string, at: string): readonly string[] => [
  ...['--model', name, '--scope', scope, '--currency', currency, '--at', at],
]

describe('thinking where the vendor has a price in US dollars from before there was any', () => {
  const dollars = (at: string, ...more: readonly string[]) =>
    ask(...model('qwen-plus', 'international', 'USD', at), ...more)
  const thoughts = ['--mode', 'thinking', '--usage', 'input_tokens=1000,reasoning_tokens=1000000']

  it.each([
    ['2024-12-16T12:00:00+08:00', '9'],
    ['2025-04-22T12:00:00+08:00', '1.2'],
  ])('on %s the page had one price for all output', async (at, amount) => {
    expect((await dollars(at, ...thoughts)).lines.reasoning_tokens).toBe(amount)
  })

  it('is not carried to a time when it is known to cost more', async () => {
    const told = await dollars('2026-11-22T12:00:00+08:00', ...thoughts)
    expect(told).toMatchObject({
      exitCode: 4,
      lines: { input_tokens: '0.0004', reasoning_tokens: 'evidence-not-allowed' },
    })
    expect(told.candidates).toEqual(['4'])
    const between = await dollars('2025-08-01T12:00:00+08:00', ...thoughts)
    expect(between.lines.reasoning_tokens).toBe('between-observations')
  })

  it('has the price of a catalogue where that is allowed', async () => {
    const allowed = [...thoughts, '--allow-evidence', 'catalogue']
    expect((await dollars('2026-11-22T12:00:00+08:00', ...allowed)).lines.reasoning_tokens).toBe('4')
  })

  it('leaves what is not thought as it was', async () => {
    const told = await dollars('2026-11-22T12:00:00+08:00', '--usage', 'output_tokens=1000000')
    expect(told).toMatchObject({ exitCode: 0, lines: { output_tokens: '1.2' } })
  })

  it('as of a day before anybody knew, carries it as it carries any price', async () => {
    const told = await dollars('2026-11-22T12:00:00+08:00', ...thoughts, '--as-of', '2025-05-01T00:00:00+08:00')
    expect(told.lines.reasoning_tokens).toBe('1.2')
  })
})

describe('K is 1,000 on the page and 1,024 in the console', () => {
  it.each([
    ['qwen3-max', 'cn', '32000', '32768'],
    ['qwen3-max', 'cn', '128000', '131072'],
    ['qwen3-max', 'cn', '256000', '262144'],
    ['qwen-plus', 'international', '256000', '262144'],
    ['qwen3-coder-plus', 'international', '32000', '32768'],
    ['glm-4.5', 'cn', '32000', '32768'],
  ])('%s of %s tells it between %s and %s', async (name, scope, page, console) => {
    const notesFor = async (tokens: number) => {
      const usage = ['--usage', `input_tokens=${tokens},output_tokens=1`]
      const { notes } = await ask(...model(name, scope, 'CNY', '2026-06-22T12:00:00+08:00'), ...usage)
      return notes.filter((note) => note.includes(page) && note.includes(console)).length
    }
    expect(await notesFor(Number(page))).toBe(0)
    expect(await notesFor(Number(page) + 1)).toBe(1)
    expect(await notesFor(Number(console))).toBe(1)
    expect(await notesFor(Number(console) + 1)).toBe(0)
  })
})

it('a reference video is charged for 5 seconds at most', async () => {
  const request = ['--facet', 'resolution=720P', '--facet', 'audio=with']
  const asked = (seconds: string) =>
    ask(
      ...model('wan2.6-r2v', 'cn', 'CNY', '2026-08-08T12:00:00+08:00'),
      ...request,
      '--usage',
      `input_video_seconds=${seconds},output_video_seconds=10`,
    )
  expect((await asked('4')).lines).toEqual({ input_video_seconds: '2.4', output_video_seconds: '6' })
  expect((await asked('6')).lines).toEqual({ input_video_seconds: '3', output_video_seconds: '6' })
})

describe('what a source prints oddly is told where it matters', () => {
  const summer = '2026-08-08T12:00:00+08:00'
  it.each([
    ['qwen3.6-flash', 'international', ['input_tokens=300000,output_tokens=1'], '29.9768'],
    ['qwen3.6-flash', 'cn', ['input_tokens=1', '--mode', 'batch_chat'], 'discount of 0.5'],
    ['qwen3.7-plus', 'cn', ['input_tokens=1', '--mode', 'batch'], 'Half price alone'],
  ])('%s of %s with %j', async (name, scope, usage, words) => {
    const { notes } = await ask(...model(name, scope, 'CNY', summer), '--usage', ...usage)
    expect(notes.join()).toContain(words)
  })

  it.each([
    ['qwen3.6-flash', 'international', ['input_tokens=300000']],
    ['qwen3.6-flash', 'international', ['input_tokens=3000,output_tokens=1']],
    ['qwen3.6-flash', 'cn', ['input_tokens=1']],
    ['qwen3.7-plus', 'cn', ['input_tokens=1']],
    ['qwen3.6-flash', 'cn', ['input_tokens=1', '--mode', 'batch']],
  ])('and not elsewhere: %s of %s with %j', async (name, scope, usage) => {
    expect((await ask(...model(name, scope, 'CNY', summer), '--usage', ...usage)).notes).toEqual([])
  })
})

interface Held {
  readonly allowance: string
  readonly remaining: string
  readonly model?: string
  readonly currency?: string
}

describe('what was bought ahead in mainland China', () => {
  const plan = (allowance: string, remaining: string): Held => ({ allowance, remaining, currency: 'CNY' })

  /** What is left to pay, and what each balance gave, in the order in which they were taken. */
  async function settle(name: string, usage: readonly string[], held: readonly Held[]) {
    const balances = held.map((balance) => ({ id: balance.allowance, ...balance }))
    const file = JSON.stringify({ schema: 'ratecard/balances@1', balances })
    const place = [...model(name, 'cn', 'CNY', '2026-08-08T12:00:00+08:00'), '--balances', 'held.json']
    const args = ['price', '--json', ...place, '--usage', ...usage]
    const { stdout, stderr } = await runInMemory(args, { files: { 'held.json': file } })
    if (stdout === '') throw new Error(stderr)
    const { lines, totals } = JSON.parse(stdout)
    const taken: readonly { allowance: string; consumed: string }[] = lines.flatMap(
      (line: { balances?: readonly object[] }) => line.balances ?? [],
    )
    return { pay: totals[0].amount, taken: taken.map(({ allowance, consumed }) => [allowance, consumed]) }
  }

  it('is taken in the order of the vendor: quota, pack, plan for the model, general plan, then money', async () => {
    const held = [
      plan('general-plan', '0.02'),
      plan('language-model-plan', '0.01'),
      { allowance: 'qwen-plus-pack', remaining: '30000' },
      { allowance: 'free-tokens', model: 'qwen-plus', remaining: '20000' },
    ]
    expect(await settle('qwen-plus', ['input_tokens=100000'], held)).toEqual({
      pay: '0.01',
      taken: [
        ['free-tokens', '20000'],
        ['qwen-plus-pack', '30000'],
        ['language-model-plan', '0.01'],
        ['general-plan', '0.02'],
      ],
    })
  })

  const pack = [{ allowance: 'qwen-plus-pack', remaining: '1000000' }]
  it.each([
    ['a request of 128K', 'qwen-plus', ['input_tokens=128000'], pack, [['qwen-plus-pack', '128000']]],
    ['not one of more', 'qwen-plus', ['input_tokens=128001'], pack, []],
    ['not thinking', 'qwen-plus', ['input_tokens=9', '--mode', 'thinking'], pack, []],
    ['not batch', 'qwen-plus', ['input_tokens=9', '--mode', 'batch'], pack, []],
    ['not a cache hit', 'qwen-plus', ['cache_read_tokens=9'], pack, []],
    ['not another model', 'qwen-max', ['input_tokens=9'], pack, []],
  ])('the pack of qwen-plus pays %s', async (_, name, usage, held, taken) => {
    expect((await settle(name, usage, held)).taken).toEqual(taken)
  })

  it.each([
    ['qwen-image', 'succeeded', '10'],
    ['qwen-image-edit', 'succeeded', '12'],
    ['qwen-image-edit', 'failed', undefined],
  ])('ten images of %s that %s take %s of a pack', async (name, outcome, units) => {
    const usage = ['images=10', '--facet', `outcome=${outcome}`]
    const { taken } = await settle(name, usage, [{ allowance: 'qwen-image-pack', remaining: '100' }])
    expect(taken).toEqual(units === undefined ? [] : [['qwen-image-pack', units]])
  })

  it.each([
    ['a batch call', 'qwen-plus', ['input_tokens=1000000', '--mode', 'batch'], ['general-plan']],
    ['a cache hit', 'qwen-plus', ['cache_read_tokens=1000000'], ['general-plan']],
    ['a model that another company supplies', 'kimi/kimi-k3', ['input_tokens=1000000'], []],
    ['an image', 'wan2.6-t2i', ['images=1'], ['wan-plan']],
    ['an embedding', 'text-embedding-v4', ['input_tokens=1000000'], ['embedding-plan']],
    ['speech', 'qwen3-tts-flash', ['characters=10000'], ['speech-plan']],
    ['a model that no plan of its own names', 'qwen-plus-character', ['input_tokens=1000000'], ['general-plan']],
  ])('of the plans pays for %s', async (_, name, usage, payers) => {
    const plans = ['language-model-plan', 'wan-plan', 'embedding-plan', 'speech-plan', 'general-plan']
    const { taken } = await settle(
      name,
      usage,
      plans.map((id) => plan(id, '99')),
    )
    expect(taken.map(([allowance]) => allowance)).toEqual(payers)
  })
})

describe('free quota of an account', () => {
  async function open(list: string, opened: string, name: string, ...more: readonly string[]) {
    const args = ['balances', 'open', '--tariff', list, '--opened', opened, '--model', name, ...more]
    const { stdout, stderr } = await runInMemory(args)
    if (stdout === '') throw new Error(stderr)
    return JSON.parse(stdout).balances
  }
  const cn = 'alibaba-model-studio/cn-cny'

  it.each([
    ['2025-11-12T23:59:59+08:00', '2000'],
    ['2025-11-13T00:00:00+08:00', '10000'],
  ])('opened at %s has %s characters of qwen3-tts', async (opened, remaining) => {
    expect(await open(cn, opened, 'qwen3-tts-flash-realtime')).toMatchObject([{ remaining }])
    expect(await open(cn, opened, 'qwen3-tts-flash')).toMatchObject([{ remaining: '10000' }])
  })

  it.each([
    ['2025-01-16', '2025-07-16T00:00:00+08:00'],
    ['2025-01-17', '2025-04-17T00:00:00+08:00'],
  ])('opened on %s has gummy until %s', async (opened, until) => {
    expect(await open(cn, opened, 'gummy-chat-v1')).toMatchObject([{ remaining: '36000', until }])
  })

  it('of AtomGit is of each month, by a note that others contradict', async () => {
    const more = ['--allow-evidence', 'catalogue', '--at', '2026-09-10T00:00:00+08:00']
    const held = await open('atomgit-ai/default', '2026-09-03', 'text-generation', ...more)
    expect(held).toMatchObject([
      { allowance: 'monthly-tokens', remaining: '2000000', until: '2026-10-01T00:00:00+08:00' },
      { allowance: 'monthly-core-hours', remaining: '3600000', until: '2026-10-01T00:00:00+08:00' },
    ])
    const file = { 'held.json': JSON.stringify({ schema: 'ratecard/balances@1', balances: held }) }
    const args = ['--model', 'text-generation', '--usage', 'input_tokens=1', '--at', '2026-09-04T00:00:00+08:00']
    const ran = await runInMemory(['price', '--json', ...args, '--balances', 'held.json'], { files: file })
    const claims = JSON.parse(ran.stdout).warnings.find(({ code }: { code: string }) => code === 'allowance-claims')
    expect(claims.params.claims).toEqual(['2000000', '10000000'])
  })
})

describe('rules of the mainland list', () => {
  const cn = (name: string, at: string, ...usage: readonly string[]) =>
    ask(...model(name, 'cn', 'CNY', `${at}T12:00:00+08:00`), '--usage', ...usage)

  it.each([
    ['25', '7.5'],
    ['30', '8.875'],
    ['25001', '4478.9'],
  ])('R17: %s refined images cost %s, each in its own step, and the page does not say so', async (images, amount) => {
    const { lines, notes } = await cn('aitryon-refiner', '2026-08-08', `images=${images}`)
    expect(lines).toEqual({ images: amount })
    expect(notes.join()).toContain('volume prices')
  })

  it.each([
    ['25', '1.375'],
    ['24', '1.4'],
    ['0', '1.5'],
  ])('R17: after %s images in the month, five more cost %s', async (used, amount) => {
    const { lines } = await cn('aitryon-refiner', '2026-08-08', 'images=5', '--used', `images=${used}`)
    expect(lines).toEqual({ images: amount })
  })

  it('R17: names the option that says what the month has used, until it is given', async () => {
    const args = [...model('aitryon-refiner', 'cn', 'CNY', '2026-08-08T12:00:00+08:00'), '--usage', 'images=5']
    const without = await runInMemory(['price', ...args])
    expect(without.stdout).toContain('--used images=N')
    const given = await runInMemory(['price', ...args, '--used', 'images=25'])
    expect(given.stdout).not.toContain('--used')
    const wrong = await runInMemory(['price', ...args, '--used', 'images=2.5', '--json'])
    expect(JSON.parse(wrong.stderr).issues).toMatchObject([{ code: 'invalid-quantity-whole', path: '--used images' }])
  })

  it('between two prices that only a catalogue has, both are candidates, and the option is named', async () => {
    const told = await cn('qwen-turbo', '2023-10-15', 'input_tokens=1000')
    expect(told).toMatchObject({ lines: { input_tokens: 'evidence-not-allowed' }, candidates: ['0.012', '0.008'] })
    const args = [...model('qwen-turbo', 'cn', 'CNY', '2023-10-15T12:00:00+08:00'), '--usage', 'input_tokens=1000']
    expect((await runInMemory(['price', ...args], { columns: 500 })).stdout).toContain('--allow-evidence catalogue')
  })

  it.each([
    ['web_search_calls', '4'],
    ['text_to_image_search_calls', '24'],
    ['image_to_image_search_calls', '48'],
    ['code_interpreter_calls', '0'],
    ['web_extractor_calls', '0'],
  ])('R21: a thousand %s cost %s', async (meter, amount) => {
    expect(await cn('qwen3.5-plus', '2026-06-22', `${meter}=1000`)).toMatchObject({ lines: { [meter]: amount } })
  })

  it.each([
    ['real time', [], { input_tokens: '6', output_tokens: '18' }],
    ['batch', ['--mode', 'batch'], { input_tokens: '6', output_tokens: '18' }],
  ])('R6: a promotion does not stack with batch: %s', async (_, mode, lines) => {
    const usage = ['input_tokens=1000000,output_tokens=1000000', ...mode]
    expect(await cn('qwen3.7-max', '2026-08-08', ...usage)).toMatchObject({ lines })
  })

  it.each([
    ['qwen3.7-plus', '2026-08-08', '0.16'],
    ['qwen3.7-plus-2026-05-26', '2026-08-08', '0.2'],
    ['qwen-max', '2026-02-24', '0.24'],
    ['qwen-max-2024-09-19', '2026-02-24', '2'],
    ['qwen-max-2024-04-28', '2026-02-24', '4'],
  ])('R12: an alias is not its snapshot: %s on %s costs %s', async (name, day, amount) => {
    const { lines } = await cn(name, day, 'input_tokens=100000')
    expect(lines).toEqual({ input_tokens: amount })
  })

  it.each([
    ['qwen-max', '2026-07-01', 0],
    ['qwen-max', '2026-08-08', 1],
    ['qwen-turbo', '2026-10-01', 1],
    ['qwen-plus', '2026-08-08', 0],
  ])('R22: %s on %s is told to be retired by one source and listed by another (%i)', async (name, day, count) => {
    const { exitCode, notes } = await cn(name, day, 'input_tokens=1')
    expect(exitCode).toBe(0)
    expect(notes.filter((note) => note.includes('retires on 2026-07-13'))).toHaveLength(count)
  })

  it('what a page no longer lists has no price, and names the last one', async () => {
    const told = await cn('qwen-max-1201', '2026-08-08', 'input_tokens=1')
    expect(told).toMatchObject({ exitCode: 4, lines: { input_tokens: 'no-longer-listed' }, candidates: ['0.12'] })
  })

  it('R5: batch has no cache discount, also where no cached price is known', async () => {
    const { lines } = await cn('qwen3.7-plus', '2026-08-08', 'cache_read_tokens=200000', '--mode', 'batch')
    expect(lines).toEqual({ cache_read_tokens: '0.2' })
  })
})

describe('prices in US dollars that only catalogues have', () => {
  const dollars = (name: string, at: string, ...usage: readonly string[]) =>
    ask(...model(name, 'international', 'USD', at), '--allow-evidence', 'catalogue', '--usage', ...usage)

  it.each([
    ['2026-07-02T12:00:00+08:00', '0.6', '0.006'],
    ['2026-05-11T12:00:00+08:00', '0.6', '0.006'],
  ])('have the tiers that one catalogue prints: qwen3.6-plus on %s', async (at, input, output) => {
    const { lines } = await dollars('qwen3.6-plus', at, 'input_tokens=300000,output_tokens=1000')
    expect(lines).toEqual({ input_tokens: input, output_tokens: output })
  })

  it('have the price of the rest where the row has no tier', async () => {
    const { lines } = await dollars('qwen3.6-plus', '2026-07-02T12:00:00+08:00', 'input_tokens=256000')
    expect(lines).toEqual({ input_tokens: '0.128' })
  })

  it.each([
    ['qwen3-max', '200000', '0.6', '0.015', 'LiteLLM says 1.2 (≤ 32000)'],
    ['qwen3-coder-plus', '300000', '1.8', '0.06', 'models.dev says 1;'],
    ['qwen3-coder-flash', '200000', '0.16', '0.004', 'models.dev says 0.3;'],
    ['qwen3-vl-plus', '200000', '0.12', '0.0048', 'models.dev says 0.2;'],
    ['qwen-flash', '300000', '0.075', '0.002', 'models.dev says 0.05;'],
    ['qwen3.5-plus', '300000', '0.15', '0.003', 'models.dev says 0.4;'],
    ['qwen3-next-80b-a3b-instruct', '1000000', '0.15', '0.0012', 'models.dev says 0.5;'],
  ])('are those that agree with the vendor in yuan: %s with %s of input', async (name, size, input, output, words) => {
    const usage = `input_tokens=${size},output_tokens=1000`
    const { lines, notes } = await dollars(name, '2026-05-16T12:00:00+08:00', usage)
    expect(lines).toEqual({ input_tokens: input, output_tokens: output })
    expect(notes.join()).toContain(words)
  })

  it('does not charge thinking by the catalogue that gave way', async () => {
    const usage = ['input_tokens=1000,reasoning_tokens=1000000', '--mode', 'thinking']
    const { lines } = await dollars('qwen3-vl-plus', '2026-06-01T12:00:00+08:00', ...usage)
    expect(lines.reasoning_tokens).toBe('1.6')
  })

  it('keeps an older row for its first day, and not for the time until the preferred one was read', async () => {
    const { lines } = await dollars('qwen3-next-80b-a3b-instruct', '2025-10-14T12:00:00+08:00', 'input_tokens=1000000')
    expect(lines).toEqual({ input_tokens: '0.5' })
    const between = await dollars('qwen3-next-80b-a3b-instruct', '2026-01-01T12:00:00+08:00', 'input_tokens=1000000')
    expect(between).toMatchObject({ lines: { input_tokens: 'between-observations' }, candidates: ['0.5', '0.15'] })
  })

  it('ends a row of a history with the commit that replaced it', async () => {
    const input = async (day: string) =>
      (await dollars('qwen3.6-plus', `${day}T12:00:00+08:00`, 'input_tokens=1000000')).lines.input_tokens
    expect(await input('2026-05-10')).toBe('0.276')
    expect(await input('2026-05-11')).toBe('2')
  })

  it.each([
    ['qwen-max', '2025-04-10', '2025-04-03'],
    ['qwen-max', '2024-12-01', '2024-11-27'],
    ['qvq-max', '2025-10-15', '2025-10-14'],
    ['qwen3.6-plus', '2026-05-14', '2026-05-12'],
  ])('cite no source that was not yet read: %s as of %s', async (name, day, checked) => {
    const place = model(name, 'international', 'USD', `${day}T12:00:00+08:00`)
    const args = [...place, '--as-of', `${day}T12:00:00+08:00`, '--allow-evidence', 'catalogue']
    const { stdout } = await runInMemory(['price', '--json', ...args, '--usage', 'input_tokens=1000'])
    const { lines, sources } = JSON.parse(stdout)
    expect(JSON.stringify(lines) + JSON.stringify(sources)).toContain(`"checked":"${checked}"`)
    expect(stdout.match(/"checked":"[^"]+"/g)?.filter((found) => found > `"checked":"${day}"`)).toEqual([])
  })

  it('free quota is told of the models of its page, and doubted from 2026 on', async () => {
    const quota = async (name: string, at: string) => {
      const args = ['price', '--json', ...model(name, 'international', 'USD', at), '--usage', 'input_tokens=1']
      const { stdout } = await runInMemory([...args, '--allow-evidence', 'catalogue'])
      const told = JSON.parse(stdout).warnings.map(({ code, params }: { code: string; params: { en?: string } }) =>
        code === 'note' && params.en?.startsWith('Free quota is in doubt') ? 'doubt' : code,
      )
      return told.filter((word: string) => ['doubt', 'allowance-not-applied'].includes(word))
    }
    expect(await quota('qwen-plus', '2024-12-16T12:00:00+08:00')).toEqual(['allowance-not-applied'])
    expect((await quota('qwen-plus', '2026-06-01T12:00:00+08:00')).sort()).toEqual(['allowance-not-applied', 'doubt'])
    expect(await quota('qwen3.6-plus', '2026-06-01T12:00:00+08:00')).toEqual([])
  })
})

describe('what is charged of images, videos and failed calls', () => {
  const summer = '2026-08-08T12:00:00+08:00'
  const cn = (name: string, at: string, ...usage: readonly string[]) =>
    ask(...model(name, 'cn', 'CNY', at), '--usage', ...usage)

  it('the bill of May 2026: 10.08 seconds of input and output are 7.2576 yuan', async () => {
    const usage = ['input_video_seconds=5.04,output_video_seconds=5.04', '--facet', 'resolution=720P']
    const { lines } = await cn('happyhorse-1.0-video-edit', '2026-05-17T12:00:00+08:00', ...usage)
    expect(lines).toEqual({ input_video_seconds: '3.6288', output_video_seconds: '3.6288' })
  })

  it.each([
    ['2026-05-20', 1],
    ['2026-06-01', 0],
  ])('of the series that the bill names, what has no row is at list price on %s, with %i note', async (day, count) => {
    const usage = ['output_video_seconds=5', '--facet', 'resolution=720P']
    const { lines, notes } = await cn('happyhorse-1.0-t2v', `${day}T12:00:00+08:00`, ...usage)
    expect(lines).toEqual({ output_video_seconds: '4.5' })
    expect(notes.filter((note) => note.includes('whole HappyHorse series'))).toHaveLength(count)
  })

  it.each([
    ['qwen-image-3.0-pro', 'cn', '0.04'],
    ['qwen-image-3.0', 'cn', '0.04'],
    ['qwen-image-3.0-pro', 'international', '0.044966'],
    ['qwen-image-3.0', 'global', '0.04'],
  ])('two input images of %s in %s cost %s, and what is printed at 2K is told', async (name, scope, amount) => {
    const images = (size: string) =>
      ask(...model(name, scope, 'CNY', summer), '--usage', 'images=1,input_images=2', '--facet', `resolution=${size}`)
    expect((await images('1K')).lines.input_images).toBe(amount)
    expect((await images('1K')).notes).toEqual([])
    const large = await images('2K')
    expect(large.lines).toMatchObject({ images: 'no-rate-for-facet', input_images: amount })
    expect(large.notes.join()).toContain('At 2K')
  })

  it.each([
    ['qwen-image-3.0', ['images=1,input_images=2', '--facet', 'resolution=1K']],
    ['liveportrait-detect', ['input_images=1']],
    ['happyhorse-1.0-video-edit', ['input_video_seconds=5,output_video_seconds=5', '--facet', 'resolution=720P']],
    ['qwen-plus', ['input_tokens=1000,output_tokens=1000', '--mode', 'batch']],
    ['qwen-plus', ['input_tokens=1000,output_tokens=1000', '--mode', 'batch_chat']],
    ['qwen3.7-plus', ['input_tokens=1000,cache_read_tokens=1000', '--mode', 'batch']],
    ['text-embedding-v4', ['input_tokens=1000', '--mode', 'batch']],
  ])('a failed call of %s with %j costs nothing', async (name, usage) => {
    const failed = await cn(name, summer, ...usage, '--facet', 'outcome=failed')
    expect([...new Set(Object.values(failed.lines))]).toEqual(['0'])
    const succeeded = await cn(name, summer, ...usage)
    expect(Object.values(succeeded.lines)).not.toContain('0')
  })

  it('facechain-facedetect is free by the image', async () => {
    expect((await cn('facechain-facedetect', summer, 'images=3')).lines).toEqual({ images: '0' })
    expect((await cn('facechain-facedetect', summer, 'input_tokens=3')).lines).toEqual({ input_tokens: 'no-rate' })
  })
})

describe('what the sources do not say', () => {
  const cn = (name: string, at: string, ...usage: readonly string[]) =>
    ask(...model(name, 'cn', 'CNY', `${at}T12:00:00+08:00`), '--usage', ...usage)

  it.each([
    [
      'qwen-plus',
      { input_tokens: 'between-observations', output_tokens: 'between-observations' },
      '0.02 0.004 0.02 0.012',
    ],
    ['qwen-max', { input_tokens: 'between-observations', output_tokens: '0.12' }, '0.12 0.04'],
  ])('no day is invented for the change of %s in 2024', async (name, lines, candidates) => {
    for (const day of ['2024-05-20', '2024-05-21', '2024-09-17'])
      expect(await cn(name, day, 'input_tokens=1000,output_tokens=1000')).toMatchObject({
        lines,
        candidates: candidates.split(' '),
      })
  })

  it('the notice tells the price of the day before it', async () => {
    expect((await cn('qwen-plus', '2024-09-18', 'input_tokens=1000')).lines).toEqual({ input_tokens: '0.004' })
    expect((await cn('qwen-plus', '2024-09-19', 'input_tokens=1000')).lines).toEqual({ input_tokens: '0.0008' })
  })

  it('what follows from a cut by half is used when asked for', async () => {
    const usage = ['input_tokens=1000', '--allow-evidence', 'derived']
    expect((await cn('qwen2.5-14b-instruct', '2025-01-21', 'input_tokens=1000')).lines).toEqual({
      input_tokens: 'evidence-not-allowed',
    })
    expect((await cn('qwen2.5-14b-instruct', '2025-01-21', ...usage)).lines).toEqual({ input_tokens: '0.002' })
    expect((await cn('qwen2.5-7b-instruct', '2025-01-22', ...usage)).lines).toEqual({ input_tokens: '0.0005' })
  })

  it.each([
    ['qwen-audio-turbo', 'cn', 'tried for free'],
    ['flux-dev', 'cn', 'tried for free'],
    ['qwen3-asr-flash-us', 'us', '0.000035'],
  ])('%s is known and has no price', async (name, scope, words) => {
    const told = await ask(...model(name, scope, 'CNY', '2026-08-08T12:00:00+08:00'), '--usage', 'audio_seconds=1')
    expect(told).toMatchObject({ exitCode: 4, lines: { audio_seconds: 'no-rate' } })
    expect(told.notes.join()).toContain(words)
  })

  it('a name of a family that the page prices with a star has its price', async () => {
    expect((await cn('sambert-zhichu-v1', '2026-08-08', 'characters=10000')).lines).toEqual({ characters: '1' })
  })
})
