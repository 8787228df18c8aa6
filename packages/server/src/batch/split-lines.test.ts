import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Line, splitLines } from './split-lines.ts'

async function linesOf(parts: readonly string[], limit = 100): Promise<readonly Line[]> {
  const all: Line[] = []
  for await (const lines of splitLines(
    parts.map((part) => Buffer.from(part)),
    limit,
  ))
    all.push(...lines)
  return all
}

const textOf = ({ text }: Line): string => (text.ok ? text.value : (text.issues[0]?.code ?? ''))

it('numbers lines, and passes over blank ones', async () => {
  const lines = await linesOf(['a\n\n', ' \t\r\nb', 'c\r\nd'])
  expect(lines.map((line) => [line.number, textOf(line)])).toEqual([
    [1, 'a'],
    [4, 'bc\r'],
    [5, 'd'],
  ])
})

it('keeps nothing of a line that is too long, however it comes', async () => {
  expect((await linesOf(['aaaa', 'aa\nb\n'], 5)).map(textOf)).toEqual(['line-too-long', 'b'])
  expect((await linesOf(['b\naaaaaa'], 5)).map(textOf)).toEqual(['b', 'line-too-long'])
  expect((await linesOf(['aaaaa\nb'], 5)).map(textOf)).toEqual(['aaaaa', 'b'])
})

it('finds the same lines wherever the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '\n', ' ') })), async (parts) => {
      const whole = await linesOf([parts.join('')])
      expect((await linesOf(parts)).map((line) => [line.number, textOf(line)])).toEqual(
        whole.map((line) => [line.number, textOf(line)]),
      )
    }),
    { numRuns: 200 },
  )
})

it('reads many lines at once as it reads each alone', async () => {
  const piece = fc.constantFrom('a', 'é', '\uFEFF', ' ', '\r', '\n', '\n', '\u2028', 'aaaaaa')
  const bytes = fc.oneof(
    { weight: 9, arbitrary: piece.map((text) => Buffer.from(text)) },
    fc.constantFrom(Buffer.from([0xff]), Buffer.from([0xc3]), Buffer.from([0xed, 0xa0, 0x80])),
  )
  const told = ({ number, text }: Line) => [number, text.ok ? text.value : text.issues[0]?.code]
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { maxLength: 40 }), fc.nat(40), async (pieces, cut) => {
      const whole = Buffer.concat(pieces)
      const alone: unknown[] = []
      for await (const lines of splitLines(
        Array.from(whole, (_, at) => whole.subarray(at, at + 1)),
        5,
      ))
        alone.push(...Array.from(lines, told))
      const atOnce: unknown[] = []
      for await (const lines of splitLines([whole.subarray(0, cut), whole.subarray(cut)], 5))
        atOnce.push(...Array.from(lines, told))
      expect(atOnce).toEqual(alone)
    }),
    { numRuns: 500 },
  )
})
