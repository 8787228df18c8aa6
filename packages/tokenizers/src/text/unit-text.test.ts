import { afterEach, describe, expect, test, vi } from 'vitest'
import { SENTINEL } from '../split/splitter.ts'
import { endingAt, UnitBuffer } from './unit-text.ts'

const short = 'a\ud800é中😀\udc00'
const long = short.repeat(40)

const textOf = ({ units, length }: UnitBuffer): string => String.fromCharCode(...units.subarray(0, length))

afterEach(() => vi.unstubAllGlobals())

describe.each(['Node', 'a browser'])('UnitBuffer in %s', (host) => {
  function buffer(capacity: number): UnitBuffer {
    if (host === 'a browser') vi.stubGlobal('Buffer', undefined)
    return new UnitBuffer(capacity)
  }

  test.each([short, long])('holds what is appended, half of a character too', (text) => {
    const held = buffer(2 * text.length)
    held.append(text)
    expect(textOf(held)).toBe(text)
    expect(held.room).toBe(text.length)
    held.append(text)
    expect(textOf(held)).toBe(text + text)
    expect([held.length, held.room, held.capacity]).toEqual([2 * text.length, 0, 2 * text.length])
  })

  test('drops from the front', () => {
    const held = buffer(long.length)
    held.append(long)
    held.drop(5)
    expect(textOf(held)).toBe(long.slice(5))
    held.append(short.slice(0, 5))
    expect(textOf(held)).toBe(long.slice(5) + short.slice(0, 5))
    held.drop(held.length)
    expect([held.length, held.room]).toEqual([0, held.capacity])
  })

  test('grows with what it holds', () => {
    const held = buffer(long.length)
    held.append(long)
    held.grow(2 * long.length)
    expect([held.capacity, held.room]).toEqual([2 * long.length, long.length])
    held.append(long)
    expect(textOf(held)).toBe(long + long)
  })

  test('shows both views the same, and goes on behind the text', () => {
    const held = buffer(1)
    held.append('\u1234')
    expect(held.view.getUint16(0, true)).toBe(0x1234)
    held.grow(long.length)
    held.drop(1)
    held.append(long)
    expect(held.view.getUint16(2 * 2, true)).toBe(long.charCodeAt(2))
    expect(held.view.byteLength).toBeGreaterThanOrEqual(2 * (long.length + 32))
  })
})

describe('endingAt', () => {
  test('puts the sentinel behind the text, and back what was there', () => {
    const held = new UnitBuffer(3)
    held.append('abc')
    expect(endingAt(held, 1, () => Array.from(held.units.subarray(0, 3)))).toEqual([0x61, SENTINEL, 0x63])
    expect(textOf(held)).toBe('abc')
  })

  test('puts it back also when reading fails', () => {
    const held = new UnitBuffer(3)
    held.append('abc')
    const read = () => {
      throw new Error('Out of memory.')
    }
    expect(() => endingAt(held, 1, read)).toThrow('Out of memory.')
    expect(textOf(held)).toBe('abc')
  })
})
