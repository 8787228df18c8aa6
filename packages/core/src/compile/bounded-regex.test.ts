import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundedRegex } from './bounded-regex.ts'

describe('a bounded regular expression', () => {
  it.each([
    [String.raw`^gpt-5\.6-luna-\d{4}-\d{2}-\d{2}$`, 'gpt-5.6-luna-2026-07-30', 'gpt-5-6-luna-2026-07-30'],
    [String.raw`^composer-2\.5\[fast=false\]$`, 'composer-2.5[fast=false]', 'composer-2.5[fast=true]'],
    ['^o[134]', 'o3-mini', 'o2'],
    ['b|^a.c$', 'axc', 'a\nc'],
    ['(?:ab)+?c', 'xababc', 'xaabbc'],
    ['^[^/]+/[a-c-]*$', 'x/a-c', 'x/y/a'],
    ['^x{2,3}$', 'xxx', 'xxxx'],
    ['^(|a)b?$', '', 'ba'],
  ])('%s', (pattern, found, missed) => {
    const test = boundedRegex(pattern)
    expect([test?.(found), test?.(missed)]).toEqual([true, false])
  })

  it.each([
    '^(?!.*-tts)',
    '(?<=a)b',
    String.raw`(a)\1`,
    String.raw`\bword`,
    'a{201}',
    'a{2,1}',
    '(a',
    'a)',
    '[a',
    '^[]a]',
    '*a',
    'a**',
    '((((a{99}){99}){99}){99})',
    '('.repeat(30) + ')'.repeat(30),
    'a'.repeat(201),
    String.raw`\p{L}`,
    String.raw`\x41`,
  ])('refuses %.40s', (pattern) => {
    expect(boundedRegex(pattern)).toBeUndefined()
  })

  it('takes no time for what hangs a backtracking engine', () => {
    const started = performance.now()
    expect(boundedRegex('^(a+)+$')?.(`${'a'.repeat(200)}!`)).toBe(false)
    expect(boundedRegex('^(.*.*.*.*)*x$')?.('y'.repeat(200))).toBe(false)
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('finds what the host finds', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '^',
      '$',
      '[ab]',
      '[^a]',
      '(?:',
      ')',
      '|',
      '?',
      '*',
      '+',
      '{2}',
      String.raw`\d`,
      '1',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.stringMatching(/^[ab1]{0,6}$/), (pieces, text) => {
        const pattern = pieces.join('')
        const test = boundedRegex(pattern)
        if (test)
          expect({ pattern, text, found: test(text) }).toEqual({ pattern, text, found: new RegExp(pattern).test(text) })
      }),
      { numRuns: 5000, seed: 20261122 },
    )
  })
})
