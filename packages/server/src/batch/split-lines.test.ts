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
