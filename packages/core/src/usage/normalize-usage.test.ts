import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LosslessJson, readJson } from '../json/read-json.ts'
import { isOrdered } from '../number/range.ts'
import { formatExact } from '../number/rational.ts'
import type { Result } from '../result.ts'
import { codesOf, told, unwrap } from '../testing/a-tariff.ts'
import { normalizeUsage, type UsageMapping } from './normalize-usage.ts'
import { type Quantities, quantityEntries, type Usage } from './usage.ts'
import { USAGE_MAPPINGS } from './usage-mappings.ts'

function mappingOf(api: string): UsageMapping {
  const mapping = USAGE_MAPPINGS.find((candidate) => candidate.api === api)
  if (mapping === undefined) throw new Error(`no mapping ${api}`)
  return mapping
}

const json = (body: unknown): LosslessJson => unwrap(readJson(typeof body === 'string' ? body : JSON.stringify(body)))

const chat = (usage: unknown, body: object = {}): Result<Usage> =>
  normalizeUsage(json({ model: 'm', ...body, usage }), mappingOf('openai-chat'))

const dashScope = (usage: unknown): Result<Usage> => normalizeUsage(json({ usage }), mappingOf('dashscope-text'))

/** The leaves of a result: `{input_tokens: '3', cache_read_tokens: ['0', '1', '2']}`. */
const leaves = (result: Result<Usage>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(quantityEntries(unwrap(result).quantities).map(([id, quantity]) => [id, told(quantity)]))

interface Counts {
  readonly prompt: number
  readonly completion?: number
  readonly cached?: number
  readonly written?: number
  readonly audio?: number
  readonly image?: number
  readonly reasoning?: number
  readonly spoken?: number
}

const counted = ({ prompt, completion = 0, cached, written, audio, image, reasoning, spoken }: Counts) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  prompt_tokens_details: {
    cached_tokens: cached,
    cache_creation_input_tokens: written,
    audio_tokens: audio,
    image_tokens: image,
  },
  completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: spoken },
})

const ends = (quantities: Quantities, end: 'low' | 'likely' | 'high'): Readonly<Record<string, number>> =>
  Object.fromEntries(quantityEntries(quantities).map(([id, quantity]) => [id, Number(formatExact(quantity[end]))]))

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

const isInput = (id: string) => id.startsWith('input') || id.startsWith('cache')

/** Tokens in, by what the cache did with them and what they are: the truth behind the counts that a provider reports. */
type Truth = Readonly<Record<'none' | 'read' | 'write', Readonly<Record<'text' | 'audio' | 'image', number>>>>

const NONE = { text: 0, audio: 0, image: 0 }

const truth = (part: fc.Arbitrary<number>): fc.Arbitrary<Truth> => {
  const row = fc.record({ text: part, audio: part, image: part })
  const cached = fc.oneof(row, fc.constant(NONE))
  return fc.record({ none: row, read: cached, write: cached })
}

const rowOf = ({ text, audio, image }: Truth['none']) => text + audio + image

const reportOf = ({ none, read, write }: Truth): Counts => ({
  prompt: rowOf(none) + rowOf(read) + rowOf(write),
  cached: rowOf(read),
  written: rowOf(write),
  audio: none.audio + read.audio + write.audio,
  image: none.image + read.image + write.image,
})

const few = fc.nat({ max: 6 })

describe('a token is in exactly one leaf', () => {
  it('cached tokens leave the prompt and are counted once (T1)', () => {
    expect(leaves(chat(counted({ prompt: 20_212, completion: 931, cached: 16_298 })))).toEqual({
      input_tokens: '3914',
      cache_read_tokens: '16298',
      output_tokens: '931',
    })
  })

  it('reasoning inside the completion leaves it and is counted once (T24, T25)', () => {
    expect(leaves(chat(counted({ prompt: 1, completion: 200, reasoning: 150 })))).toEqual({
      input_tokens: '1',
      output_tokens: '50',
      reasoning_tokens: '150',
    })
  })

  it('leaves of one kind sum to prompt and completion exactly', () => {
    const count = fc.nat({ max: 2 ** 40 })
    fc.assert(
      fc.property(count, count, count, count, count, (rest, cached, written, answer, reasoning) => {
        const result = chat(
          counted({ prompt: rest + cached + written, completion: answer + reasoning, cached, written, reasoning }),
        )
        expect(ends(unwrap(result).quantities, 'likely')).toEqual({
          input_tokens: rest,
          cache_read_tokens: cached,
          cache_write_tokens: written,
          output_tokens: answer,
          reasoning_tokens: reasoning,
        })
        expect(quantityEntries(unwrap(result).quantities).every(([, { basis }]) => basis === 'reported')).toBe(true)
      }),
    )
  })

  it('modalities that the cache did not touch sum to the prompt exactly', () => {
    fc.assert(
      fc.property(few, few, few, (text, audio, image) => {
        const result = chat(counted({ prompt: text + audio + image, audio, image }))
        expect(leaves(result)).toMatchObject({
          input_tokens: String(text),
          input_audio_tokens: String(audio),
          input_image_tokens: String(image),
        })
      }),
    )
  })
})

describe('two counts that may share tokens', () => {
  const shared = { prompt: 100, cached: 60, audio: 30 }

  it('share between max(0, a + b - whole) and min(a, b) of them, and that is estimated', () => {
    expect(leaves(chat(counted(shared)))).toMatchObject({
      input_tokens: ['10', '25', '40'],
      cache_read_tokens: ['30', '45', '60'],
      input_audio_tokens: ['0', '15', '30'],
      cache_read_audio_tokens: ['0', '15', '30'],
    })
    const { quantities } = unwrap(chat(counted(shared)))
    expect(quantities.cache_read_audio_tokens?.basis).toBe('estimated')
    expect(quantities.output_tokens?.basis).toBe('reported')
  })

  it('share an exact number where only one is possible, and that is reported', () => {
    for (const [counts, common] of [
      [{ prompt: 100, cached: 100, audio: 30 }, '30'],
      [{ prompt: 90, cached: 60, audio: 90 }, '60'],
    ] as const) {
      const result = chat(counted(counts))
      expect(leaves(result).cache_read_audio_tokens).toBe(common)
      expect(unwrap(result).quantities.cache_read_audio_tokens?.basis).toBe('reported')
    }
  })

  it('video tokens are taken for video, not for text', () => {
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 1,
      prompt_tokens_details: { text_tokens: 40, video_tokens: 60 },
    }
    expect(leaves(chat(usage))).toMatchObject({ input_tokens: '40', input_video_tokens: '60' })
    const cached = chat({ ...usage, prompt_tokens_details: { cached_tokens: 50, video_tokens: 60 } })
    const likely = ends(unwrap(cached).quantities, 'likely')
    expect(sum(Object.values(likely))).toBe(101)
  })

  it('image tokens share with cached ones in the same way', () => {
    expect(leaves(chat(counted({ prompt: 10, cached: 4, image: 3 })))).toMatchObject({
      input_tokens: ['3', '4', '6'],
      cache_read_image_tokens: ['0', '1', '3'],
    })
  })

  it('each leaf reaches exactly from the least to the most that any truth behind the counts allows', () => {
    fc.assert(
      fc.property(few, few, few, few, (text, audio, cachedText, cachedAudio) => {
        const [prompt, cached, heard] = [
          text + audio + cachedText + cachedAudio,
          cachedText + cachedAudio,
          audio + cachedAudio,
        ]
        const { quantities } = unwrap(chat(counted({ prompt, cached, audio: heard })))
        const possible = Array.from({ length: prompt + 1 }, (_, common) => ({
          input_tokens: prompt - cached - heard + common,
          cache_read_tokens: cached - common,
          input_audio_tokens: heard - common,
          cache_read_audio_tokens: common,
        })).filter((leaf) => Object.values(leaf).every((value) => value >= 0))
        const isShared = cached > 0 && heard > 0
        for (const id of Object.keys(possible[0] ?? {}) as (keyof (typeof possible)[number])[]) {
          if (!isShared && id === 'cache_read_audio_tokens') continue
          const values = possible.map((leaf) => leaf[id])
          expect([id, ends(quantities, 'low')[id]]).toEqual([id, Math.min(...values)])
          expect([id, ends(quantities, 'high')[id]]).toEqual([id, Math.max(...values)])
        }
        const [low, likely, high] = (['low', 'likely', 'high'] as const).map((end) => ends(quantities, end))
        const total = (leaf: Readonly<Record<string, number>> = {}) =>
          sum(
            Object.keys(leaf)
              .filter(isInput)
              .map((id) => leaf[id] ?? 0),
          )
        expect(total(likely)).toBe(prompt)
        if (!isShared || !low || !high) return
        const { input_tokens: least = 0, cache_read_audio_tokens: fewest = 0 } = low
        const { input_tokens: most = 0, cache_read_audio_tokens: greatest = 0 } = high
        expect(least + fewest + (high.cache_read_tokens ?? 0) + (high.input_audio_tokens ?? 0)).toBe(prompt)
        expect(most + greatest + (low.cache_read_tokens ?? 0) + (low.input_audio_tokens ?? 0)).toBe(prompt)
      }),
      { numRuns: 500 },
    )
  })

  it('with a third count beside them every leaf holds the truth, and more than the counts tell is refused', () => {
    fc.assert(
      fc.property(truth(few), (tokens) => {
        const report = reportOf(tokens)
        const result = chat(counted(report))
        const { cached = 0, written = 0, audio = 0, image = 0 } = report
        if (cached > 0 && written > 0 && audio + image > 0) {
          expect(codesOf(result)).toEqual(['overlapping-counts'])
          return
        }
        const { quantities } = unwrap(result)
        const [low, likely, high] = (['low', 'likely', 'high'] as const).map((end) => ends(quantities, end))
        expect(
          sum(
            Object.keys(likely ?? {})
              .filter(isInput)
              .map((id) => likely?.[id] ?? 0),
          ),
        ).toBe(report.prompt)
        for (const [id, value] of [
          ['input_tokens', tokens.none.text],
          ['cache_read_tokens', tokens.read.text],
          ['input_audio_tokens', tokens.none.audio],
          ['input_image_tokens', tokens.none.image],
          ['cache_read_audio_tokens', tokens.read.audio],
          ['cache_read_image_tokens', tokens.read.image],
          ['cache_write_tokens', tokens.write.text],
          ['cache_write_audio_tokens', tokens.write.audio],
          ['cache_write_image_tokens', tokens.write.image],
        ] as const)
          expect([id, (low?.[id] ?? 0) <= value && value <= (high?.[id] ?? 0)]).toEqual([id, true])
      }),
      { numRuns: 500 },
    )
  })

  it('with a third count beside them no leaf is wider than some truth behind the counts allows', () => {
    const small = fc.nat({ max: 3 })
    fc.assert(
      fc.property(
        small,
        small,
        small,
        small,
        small,
        small,
        (text, audio, image, cachedText, cachedAudio, cachedImage) => {
          const [heard, seen] = [audio + cachedAudio, image + cachedImage]
          const [cached, prompt] = [cachedText + cachedAudio + cachedImage, text + heard + seen + cachedText]
          fc.pre(cached > 0 && heard > 0 && seen > 0)
          const { quantities } = unwrap(chat(counted({ prompt, cached, audio: heard, image: seen })))
          const possible: Readonly<Record<string, number>>[] = []
          for (let a = 0; a <= heard; a++)
            for (let i = 0; i <= seen; i++) {
              const leaf = {
                input_tokens: prompt - heard - seen - (cached - a - i),
                cache_read_tokens: cached - a - i,
                input_audio_tokens: heard - a,
                input_image_tokens: seen - i,
                cache_read_audio_tokens: a,
                cache_read_image_tokens: i,
              }
              if (Object.values(leaf).every((value) => value >= 0)) possible.push(leaf)
            }
          for (const id of Object.keys(possible[0] ?? {})) {
            const values = possible.map((leaf) => leaf[id] ?? 0)
            const found = [ends(quantities, 'low')[id], ends(quantities, 'high')[id]]
            expect([id, ...found]).toEqual([id, Math.min(...values), Math.max(...values)])
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('no leaf is ever negative: what can not be true together is refused or a range', () => {
    const within = fc.record({ whole: few, a: few, b: few }).filter(({ whole, a, b }) => a <= whole && b <= whole)
    fc.assert(
      fc.property(within, within, (prompt, answer) => {
        const written = { prompt: prompt.whole, written: prompt.a, audio: prompt.b }
        const result = chat(counted({ ...written, completion: answer.whole, reasoning: answer.a, spoken: answer.b }))
        if (!result.ok) return
        for (const [id, quantity] of quantityEntries(result.value.quantities)) {
          expect([id, isOrdered(quantity)]).toEqual([id, true])
          expect([id, (ends(result.value.quantities, 'low')[id] ?? 0) >= 0]).toEqual([id, true])
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('contradictions are refused with both numbers, and nothing is clamped', () => {
  it('more cached than prompted (T22)', () => {
    expect(chat(counted({ prompt: 10, completion: 1, cached: 20 }))).toEqual({
      ok: false,
      issues: [
        {
          code: 'contradictory-counts',
          path: '/usage/prompt_tokens_details/cached_tokens',
          params: {
            part: ['cache_read_tokens', 'cache_write_tokens'],
            partCount: '20',
            whole: 'input_tokens',
            wholeCount: '10',
          },
        },
      ],
    })
  })

  it('whenever the parts of one kind are more than their whole, and only then', () => {
    fc.assert(
      fc.property(few, few, few, few, few, (prompt, completion, cached, written, reasoning) => {
        const result = chat(counted({ prompt, completion, cached, written, reasoning }))
        const issues = result.ok ? [] : result.issues.map(({ params }) => [params.partCount, params.wholeCount])
        const expected = [
          ...(cached + written > prompt ? [[String(cached + written), String(prompt)]] : []),
          ...(reasoning > completion ? [[String(reasoning), String(completion)]] : []),
        ]
        expect(issues).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('reasoning that a provider counts outside the completion is not taken for inside (T24)', () => {
    expect(codesOf(chat(counted({ prompt: 1, completion: 10, reasoning: 50 })))).toEqual(['contradictory-counts'])
  })

  it('audio and image tokens together are more than the prompt', () => {
    const result = chat(counted({ prompt: 10, audio: 6, image: 5 }))
    expect(result.ok ? [] : result.issues[0]?.params).toMatchObject({ partCount: '11', wholeCount: '10' })
  })

  it('a total that is not the sum of its parts is told with both numbers and changes nothing (T26)', () => {
    const result = chat({ prompt_tokens: 10, completion_tokens: 5, total_tokens: 99 })
    expect(unwrap(result).issues).toEqual([
      { code: 'total-mismatch', path: '/usage/total_tokens', params: { total: '99', sum: '15' } },
    ])
    expect(leaves(result)).toEqual({ input_tokens: '10', output_tokens: '5' })
    expect(unwrap(chat({ prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 })).issues).toEqual([])
  })
})

describe('counts', () => {
  it('beyond 2^53 are exact (T52)', () => {
    const text = '{"usage":{"prompt_tokens":9007199254740993,"completion_tokens":123456789012345678901234567890}}'
    expect(leaves(normalizeUsage(json(text), mappingOf('openai-chat')))).toEqual({
      input_tokens: '9007199254740993',
      output_tokens: '123456789012345678901234567890',
    })
  })

  it('subtract exactly beyond 2^53', () => {
    const text =
      '{"usage":{"prompt_tokens":9007199254740995,"completion_tokens":0,"prompt_tokens_details":{"cached_tokens":9007199254740993}}}'
    expect(leaves(normalizeUsage(json(text), mappingOf('openai-chat')))).toMatchObject({ input_tokens: '2' })
  })

  it('of zero are zero, and a zero with a fraction of zeros too', () => {
    const text = '{"usage":{"prompt_tokens":-0,"completion_tokens":10.0}}'
    expect(leaves(normalizeUsage(json(text), mappingOf('openai-chat')))).toEqual({
      input_tokens: '0',
      output_tokens: '10',
    })
  })

  it.each([
    ['-1', '-1'],
    ['1.5', '1.5'],
    ['1e400', '1e400'],
    ['"10"', '"10"'],
    ['true', 'true'],
    ['[1]', '[…]'],
    ['{"value":1}', '{…}'],
    [`"${'9'.repeat(500)}"`, `"${'9'.repeat(80)}…"`],
  ])('written %s are refused with what came', (text, came) => {
    const body = json(`{"usage":{"prompt_tokens":${text},"completion_tokens":1}}`)
    expect(normalizeUsage(body, mappingOf('openai-chat'))).toEqual({
      ok: false,
      issues: [{ code: 'invalid-count', path: '/usage/prompt_tokens', params: { meter: 'input_tokens', came } }],
    })
  })

  it('every bad one is told, not only the first', () => {
    const usage = { prompt_tokens: '1', completion_tokens: -1, prompt_tokens_details: { cached_tokens: 0.5 } }
    expect(codesOf(chat(usage))).toEqual(['invalid-count', 'invalid-count', 'invalid-count'])
  })

  it('that are required and missing or null are refused where they were looked for', () => {
    const result = chat({ prompt_tokens: null })
    expect(result.ok ? [] : result.issues.map(({ code, path }) => [code, path])).toEqual([
      ['missing-count', '/usage/prompt_tokens'],
      ['missing-count', '/usage/completion_tokens'],
    ])
  })

  it('that are optional and missing, null or in null details are no leaves at all', () => {
    for (const details of [undefined, null, {}, { cached_tokens: null }, 'none', []])
      expect(leaves(chat({ prompt_tokens: 3, completion_tokens: 2, prompt_tokens_details: details }))).toEqual({
        input_tokens: '3',
        output_tokens: '2',
      })
  })

  it('that a provider moved are read from the first place that has one', () => {
    const nested = { input_tokens: 10, output_tokens: 1, cached_tokens: 9, prompt_tokens_details: { cached_tokens: 4 } }
    expect(leaves(dashScope(nested))).toMatchObject({ cache_read_tokens: '4' })
    expect(leaves(dashScope({ ...nested, prompt_tokens_details: { cached_tokens: null } }))).toMatchObject({
      input_tokens: '1',
      cache_read_tokens: '9',
    })
  })
})

describe('the rest of the body', () => {
  it('an interim chunk of a stream has no usage, and is refused rather than counted as nothing (T47)', () => {
    for (const usage of [null, undefined, [], 'none', 7]) expect(codesOf(chat(usage))).toEqual(['no-usage-object'])
    for (const body of ['null', '[]', '"usage"', '7', '1.5'])
      expect(codesOf(normalizeUsage(json(body), mappingOf('openai-chat')))).toEqual(['no-usage-object'])
  })

  it('names the request, the model and the instant where the body does', () => {
    const usage = { prompt_tokens: 1, completion_tokens: 1 }
    expect(unwrap(chat(usage, { id: 'chat-1', model: 'qwen-max', created: 1_734_321_600 }))).toMatchObject({
      id: 'chat-1',
      model: 'qwen-max',
      at: '2024-12-16T04:00:00Z',
      grain: 'request',
    })
    const silent = unwrap(chat(usage, { id: 7, model: null, created: '1734321600' }))
    expect([silent.id, silent.model, silent.at]).toEqual([undefined, '', undefined])
  })

  it('a creation time beyond any calendar is refused or left out, not thrown at the caller', () => {
    for (const created of [9_007_199_254_740_991, -9_007_199_254_740_991])
      expect(() => chat({ prompt_tokens: 1, completion_tokens: 1 }, { created })).not.toThrow()
  })

  it('keys of the object prototype are not read as counts', () => {
    const text = '{"usage":{"__proto__":{"prompt_tokens":1,"completion_tokens":1}},"__proto__":{"model":"x"}}'
    expect(codesOf(normalizeUsage(json(text), mappingOf('openai-chat')))).toEqual(['missing-count', 'missing-count'])
  })
})
