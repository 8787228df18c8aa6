import { describe, expect, test } from 'vitest'
import { pieceLimit, splitOrdinary } from './split-ordinary.ts'
import { PieceTooLongError } from './tokenizer-error.ts'

const same = (text: string) => text
const nfc = (text: string) => text.normalize('NFC')

function read(text: string, more = false, normalize = same): { parts: string[]; rest: string } {
  const parts: string[] = []
  const steps = splitOrdinary(text, { normalize, more })
  let step = steps.next()
  for (; !step.done; step = steps.next()) parts.push(step.value)
  return { parts, rest: step.value }
}

describe('splitOrdinary', () => {
  test('gives parts of bounded size that are the text', () => {
    const text = 'Nice to meet you, again.\n'.repeat(20_000)
    const { parts, rest } = read(text)
    expect(parts.join('')).toBe(text)
    expect(rest).toBe('')
    expect(Math.max(...parts.map((part) => part.length))).toBeLessThan(65_536 + pieceLimit)
    expect(parts.length).toBe(Math.ceil(text.length / 65_536))
  })

  test('holds back what may go on, and nothing else', () => {
    expect(read('one two', true)).toEqual({ parts: ['one'], rest: ' two' })
    expect(read('one two')).toEqual({ parts: ['one two'], rest: '' })
    expect(read('', true)).toEqual({ parts: [], rest: '' })
    expect(read('')).toEqual({ parts: [], rest: '' })
  })

  test.each([false, true])('the limit is in bytes, of one stretch (more: %s)', (more) => {
    const longest = 'a'.repeat(pieceLimit)
    const stretch = `${longest} ${'é'.repeat(pieceLimit / 2 - 1)}`
    expect(read(stretch, more).parts.join('') + read(stretch, more).rest).toBe(stretch)
    for (const text of [
      `${longest}a`,
      `x ${longest} ${longest}`,
      'é'.repeat(pieceLimit / 2 + 1),
      `1\n${' '.repeat(pieceLimit)}\n`,
    ]) {
      expect(() => read(text, more)).toThrow(PieceTooLongError)
    }
  })

  test('the limit is of normalised text', () => {
    const shrinking = 'e\u0301'.repeat(pieceLimit / 2)
    expect(read(shrinking, false, nfc).parts).toEqual(['é'.repeat(pieceLimit / 2)])
    const growing = '\u{1d160}'.repeat(pieceLimit / 8)
    expect(() => read(growing, false, nfc)).toThrow(PieceTooLongError)
    expect(read(growing).parts).toEqual([growing])
  })
})
