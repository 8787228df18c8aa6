import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesOf } from '../testing/a-tariff.ts'
import { ExactNumberValue, type LosslessJson, type ReadJsonOptions, readJson } from './read-json.ts'

/** The value as `JSON.parse` would give it, losing what a double loses. */
function plain(value: LosslessJson): unknown {
  if (value instanceof ExactNumberValue) return Number(value.number)
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]))
}

function read(text: string, options?: ReadJsonOptions): LosslessJson {
  const result = readJson(text, options)
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

function problem(text: string): Readonly<Record<string, unknown>> {
  const result = readJson(text)
  if (result.ok) throw new Error(`accepted ${text}`)
  return { code: result.issues[0]?.code, ...result.issues[0]?.params }
}

const place = (text: string): string => {
  const { line, column } = problem(text)
  return `${line}:${column}`
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

const WHITE_SPACE = ['', '\t', '\n', '\r\n', ' \r', '    ']

const jsonText = fc.oneof(
  fc.json({ stringUnit: 'binary', depthSize: 'medium' }),
  fc
    .tuple(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(...WHITE_SPACE), fc.constantFrom(...WHITE_SPACE))
    .map(([value, indent, around]) => `${around}${JSON.stringify(value, null, indent)}${around}`),
)

/** Agreement with the host's reader: accepted by both with one value, or refused by both. */
function expectAgreement(text: string): void {
  const [own, host] = [readJson(text), parsed(text)]
  if (codesOf(own)[0] === 'json-duplicate-key') return
  expect([text, own.ok]).toEqual([text, host !== undefined])
  if (own.ok && host) expect(JSON.stringify(plain(own.value))).toBe(JSON.stringify(host.value))
}

describe('readJson reads what JSON.parse reads', () => {
  it('every valid text, whatever its characters and white space', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(JSON.stringify(plain(read(text)))).toBe(JSON.stringify(JSON.parse(text)))
      }),
      { numRuns: 1000 },
    )
  })

  it('every prefix of a valid text is refused or read exactly as JSON.parse does', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        for (let end = 0; end <= Math.min(text.length, 60); end++) expectAgreement(text.slice(0, end))
      }),
      { numRuns: 200 },
    )
  })

  it('one changed, missing or added character is refused or read exactly as JSON.parse does', () => {
    const piece = fc.constantFrom(...'{}[]",:\\/01.-+eEtrufalsn \n\t', '\u0000', '\u001F', '\u2028', '\uD800', '')
    fc.assert(
      fc.property(jsonText, fc.nat(), fc.constantFrom(0, 1), piece, (text, at, removed, added) => {
        const cut = at % (text.length + 1)
        const changed = text.slice(0, cut) + added + text.slice(cut + removed)
        if (!changed.startsWith('\uFEFF')) expectAgreement(changed)
      }),
      { numRuns: 3000 },
    )
  })

  it('any sequence of pieces of JSON is refused or read exactly as JSON.parse does', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"',
      '1',
      '-',
      '0',
      '.5',
      'e1',
      'true',
      'null',
      ' ',
      '\\',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 9 }), (found) => expectAgreement(found.join(''))),
      { numRuns: 5000 },
    )
  })

  it.each([
    '01',
    '-',
    '+1',
    '.5',
    '1.',
    '1e',
    '1e+',
    '0x10',
    'NaN',
    'Infinity',
    'undefined',
    'True',
    "'a'",
    '[1,]',
    '{,}',
  ])('refuses %s, which is no JSON', (text) => expect(problem(text).code).toBe('json-syntax'))

  it('a byte order mark before the text is no part of it; a second one is no JSON', () => {
    expect(read('\uFEFF[1]')).toEqual([1])
    expect(problem('\uFEFF\uFEFF[1]').code).toBe('json-syntax')
  })
})

describe('no digit is lost', () => {
  it.each([
    '9007199254740993',
    '-9007199254740993',
    '1e400',
    '-1e400',
    '1e-400',
    '-0',
    '1.50',
    '0.1',
    '1E5',
    '-0.0',
    '1.0',
  ])('%s keeps its text', (text) => expect(read(`[${text}]`)).toEqual([new ExactNumberValue(text)]))

  it.each([0, 1, -1, 9007199254740991, -9007199254740991])('the safe integer %d is a number', (value) =>
    expect(read(String(value))).toBe(value),
  )

  it('every number is itself when it is a plainly written safe integer, and its own text when it is not', () => {
    const digits = fc.stringMatching(/^(0|[1-9]\d{0,40})$/)
    const number = fc
      .tuple(
        fc.constantFrom('', '-'),
        digits,
        fc.constantFrom('', '.0', '.50', '.007'),
        fc.constantFrom('', 'e7', 'E-3'),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(number, (text) => {
        const isPlain = /^-?\d+$/.test(text) && String(Number(text)) === text && Number.isSafeInteger(Number(text))
        expect(read(text)).toEqual(isPlain ? Number(text) : new ExactNumberValue(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('a number of 999 digits is read; one of 1,000 and one of 20 million are refused quickly', () => {
    expect(read('1'.repeat(999))).toEqual(new ExactNumberValue('1'.repeat(999)))
    for (const text of ['1'.repeat(1000), `[${'1'.repeat(998)}e10]`, `0.${'1'.repeat(20_000_000)}`])
      expect(problem(text).code).toBe('json-syntax')
  })
})

describe('hostile input', () => {
  it('nesting of 64 is read, and 65 is refused where it begins', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(read(nested(64))).toHaveLength(1)
    expect(problem(nested(65))).toEqual({ code: 'json-depth', line: '1', column: '65', limit: '64' })
    expect(problem(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`).code).toBe('json-depth')
    expect(codesOf(readJson(nested(3), { maxDepth: 2 }))).toEqual(['json-depth'])
    expect(read(nested(2000), { maxDepth: 2000 })).toHaveLength(1)
  })

  it('ten million brackets are refused within two seconds', () => {
    const start = performance.now()
    for (const bomb of ['['.repeat(10_000_000), '{"a":'.repeat(2_000_000), ']'.repeat(10_000_000)])
      expect(readJson(bomb).ok).toBe(false)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('a string of 20 MB is read within three seconds, escapes included', () => {
    const start = performance.now()
    expect(read(`"${'界'.repeat(7_000_000)}"`)).toHaveLength(7_000_000)
    expect(read(`"${'\\n'.repeat(5_000_000)}"`)).toHaveLength(5_000_000)
    expect(problem(`"${'x'.repeat(10_000_000)}`).code).toBe('json-syntax')
    expect(performance.now() - start).toBeLessThan(3000)
  })

  it('two equal keys in one object are refused, however they are escaped', () => {
    expect(problem('{"a": 1,\n "a": 2}')).toEqual({ code: 'json-duplicate-key', line: '2', column: '2', key: 'a' })
    expect(problem('{"a":1,"\\u0061":2}').code).toBe('json-duplicate-key')
    expect(problem('{"__proto__":1,"__proto__":2}').code).toBe('json-duplicate-key')
    expect(plain(read('[{"a":1},{"a":{"a":2}}]'))).toEqual([{ a: 1 }, { a: { a: 2 } }])
  })

  it('a long key is cut where it is told', () => {
    const key = 'k'.repeat(10_000)
    expect(String(problem(`{"${key}":1,"${key}":2}`).key).length).toBeLessThanOrEqual(81)
    expect(String(problem('?'.repeat(10_000)).found).length).toBeLessThan(60)
  })

  it('keys of the object prototype are data and pollute nothing', () => {
    const value = Object(read('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":2}'))
    expect(Object.getPrototypeOf(value)).toBeNull()
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString'])
    expect(Object.entries(value)[0]?.[1]).toEqual({ polluted: 1 })
    expect('polluted' in {}).toBe(false)
    expect('toString' in Object(read('{"a":1}'))).toBe(false)
  })
})

describe('the place of a problem', () => {
  it.each([
    ['', '1:1'],
    ['   ', '1:4'],
    ['{"a":1', '1:7'],
    ['{\n  "a": ?\n}', '2:8'],
    ['{\r\n  "a": ?\r\n}', '2:8'],
    ['\uFEFF{"a" 1}', '1:6'],
    ['[1, 2] 3', '1:8'],
    ['["open', '1:2'],
    ['["a\u0001b"]', '1:2'],
    ['[\n\n1,\n}', '4:1'],
  ])('in %j is at %s', (text, expected) => expect(place(text)).toBe(expected))

  it('columns are UTF-16 code units, as editors count them: a character beyond the basic plane is two', () => {
    expect(place('{"语": ?}')).toBe('1:7')
    expect(place('{"𠀀": ?}')).toBe('1:8')
  })

  it('counts the line feeds before it and the characters since the last one', () => {
    const piece = fc.constantFrom('\n', '\r\n', ' ', '\t', '1,', '"𠀀",', '[],')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const before = `[${pieces.join('')}`
        const lines = before.split('\n')
        expect(place(`${before}?`)).toBe(`${lines.length}:${(lines.at(-1) ?? '').length + 1}`)
      }),
    )
  })
})
