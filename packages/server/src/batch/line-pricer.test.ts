import { type Receipt, type Result, summarizeReceipt } from '@ratecard/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readBodyText } from '../api/read-json-body.ts'
import { priceBody, priceUsed } from '../endpoints/price-body.ts'
import { rateInSum, rateWhole } from '../pricing/rate-request.ts'
import { testServices } from '../testing/ask.ts'
import { inSum } from './batch-line.ts'
import { LinePricer } from './line-pricer.ts'

/** As `POST /v1/price` reads and prices a body. */
function alone(line: string): Result<Receipt> {
  const read = readBodyText(line, priceBody)
  return read.ok ? priceUsed(read.value.fields, read.value.documents, testServices) : read
}

const inShort = (result: Result<Receipt>) => (result.ok ? { ok: true, value: summarizeReceipt(result.value) } : result)

const digits = fc.oneof(
  fc.nat(300_000).map(String),
  fc.constantFrom('0', '-0', '-5', '1e5', '1.0', '2.5', '007', '.5', '1.', '--1', '', '+1', ' 1', '1 '),
  fc.constantFrom(
    '9007199254740993',
    '1'.repeat(199),
    '1'.repeat(999),
    '1'.repeat(1000),
    'null',
    '[1]',
    '{}',
    '\u0661',
  ),
)
const number = fc.oneof(
  digits,
  digits.map((text) => `"${text}"`),
)
const meter = fc.constantFrom(
  ...['input_tokens', 'output_tokens', 'cache_read_tokens', 'core_seconds', 'requests'],
  ...['input_token', '1', '__proto__', 'constructor', '', 'input\\u005ftokens'],
)
const spaced = (text: string) => fc.constantFrom(`${text}`, ` ${text}`, `${text} `, `\t${text}`)
const colon = fc.constantFrom(':', ':', ': ', ' :', '')
const comma = fc.constantFrom(',', ',', ', ', ' ,')
const member = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc.tuple(name, colon, value).map(([own, between, text]) => `"${own}"${between}${text}`)
const objectOf = (members: fc.Arbitrary<string[]>) =>
  fc.tuple(members, comma).map(([all, between]) => `{${all.join(between)}}`)

const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2027, 0) }).map((at) => `"${new Date(at).toISOString()}"`),
  fc.constantFrom('"2026-11-21T12:00:00+08:00"', '"2026-02-30T12:00:00Z"', '"2026-11-21T12:00:00"', '"2026-11-21"'),
  fc.constantFrom(
    '1',
    '""',
    '"2026-11-21T12:00:00\\u005a"',
    '"2026-11-21T12:00:00Z\u0001"',
    '{"at":"2026-11-21T12:00:00Z"}',
  ),
)
const texts = fc.constantFrom(
  '"qwen-max"',
  '"qwen-plus"',
  '"notebook"',
  '"made-up"',
  '"\\ud800"',
  '"qwen-m\\u0061x"',
  '7',
)
const usage = objectOf(fc.array(member(meter, number), { minLength: 0, maxLength: 3 }))
const plainUsage = fc
  .tuple(fc.nat(9999), fc.nat(9999))
  .map(([read, written]) => `{"input_tokens":"${read}","output_tokens":${written}}`)
const some = fc.oneof(
  { weight: 4, arbitrary: member(fc.constant('model'), texts) },
  { weight: 3, arbitrary: member(fc.constant('usage'), fc.oneof(usage, plainUsage)) },
  { weight: 2, arbitrary: member(fc.constant('at'), instant) },
  member(fc.constant('scope'), fc.constantFrom('"cn"', '"international"', '"\\"usage\\":{"')),
  member(fc.constant('mode'), fc.constantFrom('"thinking"', '"batch"', '"none"')),
  member(fc.constant('facets'), fc.constantFrom('{"thinking":"on"}', '{"usage":{"input_tokens":"1"}}', '{"at":"x"}')),
  member(fc.constant('remaining'), fc.constantFrom('{"input_tokens":"100"}', '{}', '{"input_tokens":5}')),
  member(fc.constantFrom('a\\"usage', 'us\\u0061ge', '__proto__', 'x'), fc.oneof(plainUsage, instant)),
  member(fc.constant('response'), fc.constantFrom('{"usage":{"input_tokens":1}}', '{"model":"qwen-max"}')),
)
const usual = fc
  .tuple(
    fc.constantFrom('qwen-max', 'qwen-plus', 'notebook', 'made-up'),
    fc.option(instant),
    fc.oneof({ weight: 2, arbitrary: plainUsage }, usage),
  )
  .map(([model, at, used]) => `{"model":"${model}","currency":"CNY"${at ? `,"at":${at}` : ''},"usage":${used}}`)
const line = fc.oneof(usual, objectOf(fc.array(some, { minLength: 1, maxLength: 5 })).chain(spaced)).chain((text) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(text) },
    fc.constantFrom(`${text}\r`, `\uFEFF${text}`, `${text}x`, text.slice(1), `[${text}]`),
    fc
      .tuple(fc.nat(text.length), fc.constantFrom(...'{}[]",:\\ 19-.e', '\u0000', '\u2028', ''))
      .map(([at, piece]) => text.slice(0, at) + piece + text.slice(at + 1)),
  ),
)

it('prices each line of a batch as it is priced alone, whatever lines came before', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 2, maxLength: 12 }), (lines) => {
      const [whole, inSums] = [new LinePricer(rateWhole, testServices), new LinePricer(rateInSum, testServices)]
      for (const text of lines) {
        const expected = alone(text)
        expect([text, whole.price(text)]).toEqual([text, expected])
        expect([text, inSums.price(text)]).toEqual([text, inShort(expected)])
      }
    }),
    { numRuns: 400 },
  )
})

it('asks for the price lists of a form once or twice, however many lines have it', () => {
  let asked = 0
  const tablesFor: typeof testServices.book.tablesFor = (one) => {
    asked++
    return testServices.book.tablesFor(one)
  }
  const pricer = new LinePricer(rateInSum, { ...testServices, book: { ...testServices.book, tablesFor } })
  for (let used = 1; used < 10; used++) {
    const spaced = `{"model": "qwen-plus", "scope": "cn", "usage": {"input_tokens": ${used}}}`
    const dated = `{"model":"qwen-plus","scope":"cn","at":"2026-11-09T00:00:0${used}Z","usage":{"images":"${used}"}}\r`
    for (const text of [spaced, dated]) expect(pricer.price(text).ok).toBe(true)
  }
  expect(asked).toBe(4)
})

it('tells a line as JSON.stringify does', () => {
  const models = fc.constantFrom('qwen-max', 'qwen-plus', 'notebook', 'text-generation')
  fc.assert(
    fc.property(models, fc.nat(1_000_000), fc.constantFrom('core_seconds', 'input_tokens'), (model, used, own) => {
      const text = JSON.stringify({ model, scope: model.startsWith('qwen') ? 'cn' : undefined, usage: { [own]: used } })
      const rated = new LinePricer(rateInSum, testServices).price(text)
      if (!rated.ok) return
      const told = inSum.tell(7, inSum.fate(rated.value), rated.value)
      expect(JSON.stringify(JSON.parse(told))).toBe(told)
      expect(JSON.parse(told)).toMatchObject({ line: 7, model, tariff: rated.value.tariffs[0]?.id })
    }),
    { numRuns: 50 },
  )
})
