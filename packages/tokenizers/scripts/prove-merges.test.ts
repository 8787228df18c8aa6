import { describe, expect, test } from 'vitest'
import { proveMerges } from './prove-merges.mjs'

const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))

describe('proveMerges', () => {
  test('finds the two tokens each token is merged from, and the gaps', () => {
    const { size, byteIds, left, right, gaps } = proveMerges({ tokens: [...bytes, 'ab', undefined, 'abc', 'ababc'] })
    expect(size).toBe(260)
    expect(byteIds).toEqual([...bytes.keys()])
    expect(left.slice(255)).toEqual([-1, 97, -1, 256, 256])
    expect(right.slice(255)).toEqual([-1, 98, -1, 99, 258])
    expect(gaps).toEqual([257])
  })

  test('refuses a token that is not made of two before it', () => {
    expect(() => proveMerges({ tokens: [...bytes, 'abc'] })).toThrow('256 "abc" is not made of two tokens before it')
  })

  test('refuses a token that lower merges make unreachable', () => {
    expect(() => proveMerges({ tokens: [...bytes, 'ab', 'dab', 'dabc'] })).not.toThrow()
    expect(() => proveMerges({ tokens: [...bytes, 'bc', 'ab', 'dab', 'dabc'] })).toThrow('259 "dabc"')
  })

  test('refuses a missing byte and two tokens of the same bytes', () => {
    expect(() => proveMerges({ tokens: bytes.slice(1) })).toThrow('no token is the byte 0')
    expect(() => proveMerges({ tokens: [...bytes, 'ab', 'ab'] })).toThrow('257 and 256 are both "ab"')
  })

  test('a list of merges has to give the same tokens in the order of their ids', () => {
    const tokens = [...bytes, 'ab', 'cd', 'abcd']
    const merges: [string, string][] = [
      ['a', 'b'],
      ['c', 'd'],
      ['ab', 'cd'],
    ]
    expect(() => proveMerges({ tokens, merges })).not.toThrow()
    expect(() => proveMerges({ tokens, merges: [...merges].reverse() })).toThrow('to 257 stands after that to 258')
    expect(() => proveMerges({ tokens, merges: merges.slice(1) })).toThrow('the merge to 256 is not in the list')
    expect(() => proveMerges({ tokens, merges: [['x', 'y'], ...merges] })).toThrow('["x","y"] to -1')
  })
})
