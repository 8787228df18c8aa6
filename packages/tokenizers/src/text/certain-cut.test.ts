import { expect, test } from 'vitest'
import { lastCertainCut, mayDivide } from './certain-cut.ts'

/** Each certain cut shown as `|`. */
function shown(text: string): string {
  const units = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  let parts = ''
  let end = text.length
  for (let cut = lastCertainCut(units, 0, end); cut > 0; cut = lastCertainCut(units, 0, end)) {
    parts = `|${text.slice(cut, end)}${parts}`
    end = cut
  }
  return text.slice(0, end) + parts
}

test.each([
  ['before a blank or tab', 'a b\tc. d', 'a| b|\tc|.| d'],
  ['not between white space', 'a  b \t\n c\u3000 d', 'a|  b| \t\n c\u3000 d'],
  ['after control characters, which are no white space', '\0 \x1c \x0b \x85 ', '\0| \x1c| \x0b \x85 '],
  ['between a letter or digit and punctuation', 'a,b1_2(Z)~', 'a|,b1|_2|(Z|)~'],
  ['not before an apostrophe', "it's 1'", "it's| 1'"],
  ['not after a letter beyond ASCII', 'é, ², ａ,', 'é,| ²,| ａ,'],
  ['after a line feed, before a letter, digit or Han', 'a\nb.\n1。\n中', 'a\n|b|.\n|1。\n|中'],
  ['not after a line feed that follows white space', '\na \nb\n\nc\r\nd', '\na| \nb\n\nc\r\nd'],
  ['not after a line feed before anything else', '.\n.\n/\né\nか\n', '.\n.\n/\né\nか\n'],
  ['between Han and its punctuation', '你好，我是。か、中a中', '你好|，我是|。か、中a中'],
  ['not inside of a character', '😀 \ud83d \ude00', '😀| \ud83d| \ude00'],
  ['nowhere in a word', 'abcABC123中文', 'abcABC123中文'],
])('%s', (_, text, expected) => {
  expect(shown(text)).toBe(expected)
})

test('looks at nothing up to `from`', () => {
  const units = Uint16Array.from('a b c', (letter) => letter.charCodeAt(0))
  expect(lastCertainCut(units, 1, 5)).toBe(3)
  expect(lastCertainCut(units, 1, 3)).toBe(1)
  expect(lastCertainCut(units, 3, 5)).toBe(3)
  expect(lastCertainCut(units, 0, 0)).toBe(0)
})

test.each([
  ['some text\n', 'more', true],
  ['some text\n', '你好', true],
  ['some text.', ' more', true],
  ['\ud83d\ude00', ' more', true],
  ['n\n', 'more', true],
  ['\n', 'more', false],
  ['some text \n', 'more', false],
  ['some text\n', '\u0301more', false],
  ['some text\n', '/more', false],
  ['some text\n', '\uFEFFmore', false],
  ['some text\n', '', false],
  ['some text ', ' more', false],
  ['<|im', '_end|>', false],
  ['', ' more', false],
])('mayDivide(%j, %j) is %s', (before, after, answer) => {
  expect(mayDivide(before, after)).toBe(answer)
})
