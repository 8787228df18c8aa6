import fc from 'fast-check'
import { expect, it } from 'vitest'
import { JoinedBytes } from './joined-bytes.ts'

it('gives back what it was given, however it came, and then is empty', () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 5 }))
  fc.assert(
    fc.property(parts, parts, (first, second) => {
      const joined = new JoinedBytes()
      for (const given of [first, second]) {
        for (const part of given) joined.add(part)
        expect(joined.length).toBe(Buffer.concat(given).length)
        expect(Buffer.from(joined.take())).toEqual(Buffer.concat(given))
      }
    }),
  )
})

it('takes no more than twice the memory of its bytes', () => {
  const joined = new JoinedBytes()
  for (let at = 0; at < 100_000; at++) joined.add(Uint8Array.of(1))
  expect(joined.take().buffer.byteLength).toBeLessThanOrEqual(200_000)
})
