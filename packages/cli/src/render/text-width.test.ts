import { expect, it } from 'vitest'
import { fill, GLUE, hang, keepEnd, longestUnit, padEnd, padStart, printable, widthOf, wrapText } from './text-width.ts'

it('counts a Chinese character as two columns, and a colour code as none', () => {
  expect(widthOf('输入 Token')).toBe(10)
  expect(widthOf('\u001b[1m价格\u001b[22m')).toBe(4)
  expect(padEnd('价', 4)).toBe('价  ')
  expect(padStart('价', 4)).toBe('  价')
})

it('breaks at spaces and never inside a word', () => {
  expect(wrapText('see https://example.com/a/very/long/path now', 12)).toEqual([
    'see',
    'https://example.com/a/very/long/path',
    'now',
  ])
})

it('breaks between Chinese characters, but not before their punctuation or after an opening one', () => {
  expect(wrapText('输入与输出共，超出上限', 12)).toEqual(['输入与输出', '共，超出上限'])
  expect(wrapText('请给出（余额）', 8)).toEqual(['请给出', '（余额）'])
})

it('keeps glued words together and prints plain spaces', () => {
  expect(wrapText(`a 0.01${GLUE}USD`, 8)).toEqual(['a', '0.01 USD'])
  expect(longestUnit(`a 0.01${GLUE}USD`)).toBe(8)
})

it('hangs what follows the first line', () => {
  expect(hang('  -', 'one two three', 4, 11)).toEqual(['  - one two', '    three'])
  expect(fill('ids', ['11', '22', '33'], 5, 10)).toEqual(['ids  11 22', '     33'])
})

it('keeps the end of a name that is too long', () => {
  expect(keepEnd('docs/guide/读我.md', 10)).toBe('…e/读我.md')
  expect(keepEnd('a.md', 10)).toBe('a.md')
  expect(keepEnd('docs/👩‍👩‍👧e\u0301.md', 7)).toBe('…👩‍👩‍👧e\u0301.md')
  expect(keepEnd('docs/👩‍👩‍👧e\u0301.md', 6)).toBe('…e\u0301.md')
})

it('cuts a very long name in no time', () => {
  expect(keepEnd('a'.repeat(200_000), 40)).toBe(`…${'a'.repeat(39)}`)
})

it('shows control characters instead of sending them to the terminal', () => {
  expect(printable('a\u001b[31mb\u202e')).toBe('a\\u001b[31mb\\u202e')
  expect(printable('\u061c\u200e\u200f\u2066')).toBe('\\u061c\\u200e\\u200f\\u2066')
})
