import { describe, expect, test } from 'vitest'
import { BlockReader } from './block-reader.ts'
import { PieceTooLongError } from './piece-too-long-error.ts'
import { specialMatcher } from './special-matcher.ts'
import type { UnitText } from './unit-text.ts'

const specials = specialMatcher({ '<a b>': 1, '<a b c': 2 })

/** The blocks that parts of a text are read in. */
function blocksOf(parts: readonly string[], size: number, matcher?: typeof specials): string[] {
  const { reader, blocks } = opened(size, matcher)
  for (const part of parts) reader.push(part)
  reader.end()
  return blocks
}

function opened(size: number, matcher?: typeof specials) {
  const blocks: string[] = []
  const take = ({ units }: UnitText, to: number) => blocks.push(String.fromCharCode(...units.subarray(0, to)))
  return { reader: new BlockReader(matcher, take, size), blocks }
}

describe('BlockReader', () => {
  test('ends each block at its last certain cut, and holds the rest back', () => {
    expect(blocksOf(['one two, three four'], 8)).toEqual(['one two', ', three', ' four'])
    expect(blocksOf(Array.from('one two, three four'), 8)).toEqual(['one two', ', three', ' four'])
    expect(blocksOf([''], 8)).toEqual([])
    expect(blocksOf(['12345678'], 8)).toEqual(['12345678'])
  })

  test('makes a block larger that has no cut', () => {
    expect(blocksOf(['abcdefghijklmnopqrs tuv wxyz 0123456'], 4)).toEqual(['abcdefghijklmnopqrs tuv wxyz', ' 0123456'])
  })

  test('cuts outside of special tokens, and of what may become one', () => {
    expect(blocksOf(['one <a b>two'], 8, specials)).toEqual(['one', ' <a b>', 'two'])
    expect(blocksOf(['one <a b>two'], 8)).toEqual(['one <a', ' b>two'])
    expect(blocksOf(['one <a ', 'c d e'], 7, specials)).toEqual(['one', ' <a c', ' d e'])
  })

  test('cuts between special tokens where there is nothing else', () => {
    const name = '<a b>'
    expect(blocksOf([`${name.repeat(4)}abcdefgh`], 12, specials)).toEqual([name + name, name + name, 'abcdefgh'])
    expect(blocksOf([name.repeat(1000)], 64, specials).every((block) => block.length <= 64)).toBe(true)
  })

  test('refuses a stretch that is longer than it may hold, and reads on after it', () => {
    const blocks: number[] = []
    const reader = new BlockReader(undefined, (_text, to) => blocks.push(to), 8, 64)
    const read = () => reader.read('a'.repeat(100))
    expect(read).toThrow(PieceTooLongError)
    expect(read).toThrow(/^64 UTF-16 units of text in one piece: at most 64/)
    reader.reset()
    reader.read('ten words '.repeat(10))
    expect(blocks.reduce((sum, length) => sum + length, 0)).toBe(100)
  })

  test('begins anew after the end, or when it is told to', () => {
    const { reader, blocks } = opened(8)
    reader.push('one two three')
    reader.reset()
    reader.push('four')
    reader.end()
    reader.read('five six seven')
    expect(blocks).toEqual(['one two', 'four', 'five', ' six', ' seven'])
  })

  test('keeps no more than one block of memory after a long stretch', () => {
    const sizes: number[] = []
    const reader = new BlockReader(undefined, ({ units }) => sizes.push(units.length), 64)
    for (const text of ['a'.repeat(100_000), 'a']) reader.read(text)
    expect(sizes[0]).toBeGreaterThan(100_000)
    expect(sizes[1]).toBeLessThan(128)
  })

  test.each([
    ['one letter', 'a'],
    ['a special token', '<a b>'],
    ['what is nearly one', '<a <a b '],
    ['words that end late', `${'a'.repeat(62)} `],
  ])('takes time in proportion to %s a hundred thousand times, unit by unit', (_, part) => {
    const text = part.repeat(200_000 / part.length)
    let length = 0
    const reader = new BlockReader(
      specials,
      (_text, to) => {
        length += to
      },
      64,
    )
    const started = performance.now()
    for (const unit of text) reader.push(unit)
    reader.end()
    expect(length).toBe(text.length)
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})
