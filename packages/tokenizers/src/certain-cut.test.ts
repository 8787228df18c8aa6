import { describe, expect, test } from 'vitest'
import { nextCertainCut } from './certain-cut.ts'

function divide(text: string): string[] {
  const cuts = [0]
  for (let cut = nextCertainCut(text, 0); cut >= 0; cut = nextCertainCut(text, cut)) cuts.push(cut)
  return cuts.map((cut, index) => text.slice(cut, cuts[index + 1]))
}

describe('nextCertainCut', () => {
  test.each([
    ['one two\tthree', ['one', ' two', '\tthree']],
    ['a \n\n b', ['a', ' \n\n b']],
    ['a\nb\r\nc', ['a\n', 'b\r\n', 'c']],
    ['a!\n/b', ['a', '!\n/b']],
    ['{"key":1234567}', ['{"key', '":123', '456', '7', '}']],
    ['你好，世界', ['你好', '，世界']],
    ["it's ['a','b']", ["it's", " ['a", "','b", "']"]],
    ['²1234', ['²1234']],
    ['\n😀', ['\n', '😀']],
    ['', ['']],
  ])('divides %j', (text, parts) => {
    expect(divide(text)).toEqual(parts)
  })

  test('has no cut where what follows decides', () => {
    expect(nextCertainCut('a\n', 0)).toBe(-1)
    expect(nextCertainCut("a'", 0)).toBe(-1)
  })
})
