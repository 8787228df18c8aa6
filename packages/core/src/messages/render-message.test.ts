import './bundled.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Issue, issue, type Params } from '../result.ts'
import { en } from './en.ts'
import { renderIssue, renderMessage } from './render-message.ts'
import { zh } from './zh.ts'

const placeholders = (template: string): readonly string[] =>
  [...template.matchAll(/\{[\w:-]+\}/g)].map(([text]) => text).sort()

describe('the two languages', () => {
  it('have the same codes in the same order', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en))
  })

  it.each(Object.entries(en))('say as much: %s', (code, template) => {
    const translated = (zh as Record<string, string>)[code] ?? ''
    expect([...new Set(placeholders(translated))]).toEqual([...new Set(placeholders(template))])
    expect(translated === '').toBe(template === '')
  })

  it('end without a final stop, so that a place can follow', () => {
    const stopped = [...Object.values(en), ...Object.values(zh)].filter((text) => /[.。;；,，:：]$/.test(text))
    expect(stopped).toEqual([])
  })

  it('Chinese has full-width punctuation, and a space between Chinese and Latin letters or digits', () => {
    const prose = Object.values(zh).map((text) => text.replaceAll('|', '\n').replaceAll(/\[\[|\]\]/g, ''))
    expect(
      prose.filter((text) => /\p{Script=Han}(?:\s*[,;:()?!]|")|(?:[,;:()?!]\s*|")\p{Script=Han}/u.test(text)),
    ).toEqual([])
    expect(prose.filter((text) => /\p{Script=Han}[\w{]|[\w}]\p{Script=Han}/u.test(text))).toEqual([])
  })
})

describe('renderMessage', () => {
  it('fills in strings and lists', () => {
    const params = { facet: 'batch', came: 'yes', candidates: ['off', 'batch'] }
    expect(renderMessage('invalid-facet-value', params, 'en')).toBe(
      'Expected one of off, batch for the facet batch, came "yes"; correct the value',
    )
    expect(renderMessage('invalid-facet-value', params, 'zh')).toBe(
      '计价条件 batch 应取 off、batch 之一，实为“yes”；请更正取值',
    )
  })

  it('shows the placeholder of a value that is missing or no text', () => {
    expect(renderMessage('invalid-instant', {}, 'zh')).toContain('实为“{came}”')
    const hostile = { came: Object.create(null), example: 5 } as unknown as Params
    expect(renderMessage('instant-without-offset', hostile, 'en')).toBe(
      'Expected a time with its offset from UTC, came "{came}"; add the offset, such as {example}',
    )
  })

  it('leaves out what stands in double brackets where its value is not given or is empty', () => {
    const place = { line: '1', column: '5' }
    expect(renderMessage('json-syntax', { ...place, found: '' }, 'en')).toBe(
      'Expected JSON, came the end of the text at line 1, column 5; correct the text there',
    )
    expect(renderMessage('json-syntax', { ...place, found: '"nul"' }, 'zh')).toBe(
      '应为 JSON，但第 1 行第 5 列为 "nul"；请更正该处文本',
    )
    expect(renderMessage('nothing-to-estimate', {}, 'en')).toMatch(/^Nothing to estimate; give/)
    expect(renderMessage('unknown-model', { model: 'gpt', candidates: [], filter: [] }, 'zh')).toBe(
      '价目中没有模型“gpt”；请使用价目中的名称',
    )
  })

  it('takes a label in the language of the reader', () => {
    const label = { en: '2 cores, 10 minutes', zh: '2 核，10 分钟' }
    expect(renderMessage('note', label, 'en')).toBe(label.en)
    expect(renderMessage('note', label, 'zh')).toBe(label.zh)
    expect(renderMessage('printed-figure-contradicts', label, 'zh')).toContain('“2 核，10 分钟”')
  })

  it('shows an unknown code with its parameters, whatever it is', () => {
    expect(renderMessage('no-such-code', { a: '1', b: ['2', '3'] }, 'en')).toBe('no-such-code (a 1, b 2, 3)')
    for (const code of ['__proto__', 'constructor', 'toString', '', 'hasOwnProperty'])
      expect(renderMessage(code, {}, 'zh')).toBe(code)
    expect(renderMessage('note', JSON.parse('{"__proto__": "x"}'), 'en')).toBe('{label}')
  })

  it('never reads a value as a template', () => {
    expect(renderMessage('invalid-instant', { came: '{example} [[{came}|x]] $& <b>' }, 'en')).toContain(
      'came "{example} [[{came}|x]] $& <b>"',
    )
  })

  it('writes control characters as escapes: a value cannot break the line or drive a terminal', () => {
    expect(renderMessage('invalid-instant', { came: 'a\n\u001b[31m\u202e' }, 'en')).toContain(
      '"a\\u000a\\u001b[31m\\u202e"',
    )
  })

  it('never throws and never breaks a line', () => {
    const params = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()), fc.anything()))
    const code = fc.oneof(fc.constantFrom(...Object.keys(en)), fc.string(), fc.constantFrom('__proto__', 'valueOf'))
    fc.assert(
      fc.property(code, params, fc.constantFrom('en' as const, 'zh' as const), (name, values, locale) => {
        const text = renderMessage(name, values as Params, locale)
        expect(typeof text).toBe('string')
        expect(text).not.toMatch(/\p{Cc}/u)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('renderIssue', () => {
  const count: Issue = issue('invalid-count', '/usage/output_tokens', { meter: 'output_tokens', came: '-1' })

  it('ends with the place in the data', () => {
    expect(renderIssue(count, 'en')).toBe(
      'Expected a whole number of 0 or more for output_tokens, came -1; correct the count (at /usage/output_tokens)',
    )
    expect(renderIssue(count, 'zh')).toBe(
      'output_tokens 应为不小于 0 的整数，实为 -1；请更正用量（位置：/usage/output_tokens）',
    )
  })

  it('says nothing of a place where the whole value is meant', () => {
    expect(renderIssue({ ...count, path: '' }, 'en')).not.toContain('(at')
  })
})
