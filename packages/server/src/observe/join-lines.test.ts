import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, it, vi } from 'vitest'
import { JOINED, joinLines } from './join-lines.ts'

function stream() {
  const calls: string[] = []
  const joined = joinLines({
    write: (text) => calls.push(`write ${text.length}`) > 0,
    flush: (done) => {
      calls.push('flush')
      done?.()
    },
    flushSync: () => void calls.push('flushSync'),
  })
  return { calls, joined }
}

it('writes many lines together', () => {
  const { calls, joined } = stream()
  for (let at = 0; at < 200; at++) joined.write(`${'x'.repeat(99)}\n`)
  expect(calls).toEqual(['write 16400'])
})

it('writes what it holds before it is flushed, in time or at the end', () => {
  const { calls, joined } = stream()
  joined.write('one\n')
  let isDone = false
  joined.flush(() => {
    isDone = true
  })
  expect(isDone).toBe(true)
  joined.write('two\n')
  joined.flushSync()
  joined.flushSync()
  expect(calls).toEqual(['write 4', 'flush', 'flush', 'write 4', 'flushSync', 'flushSync'])
})

it.each(['flush', 'flushSync'] as const)('loses nothing by a %s while it writes', async (how) => {
  const folder = await mkdtemp(join(tmpdir(), 'ratecard-lines-'))
  const dest = join(folder, 'log')
  const joined = joinLines(pino.destination({ dest, ...JOINED }))
  await once(joined, 'ready')
  const lines = Array.from({ length: 500 }, (_, at) => `${at} ${'x'.repeat(99)}\n`)
  for (const line of lines) joined.write(line)
  if (how === 'flush') await new Promise<void>((resolve) => joined.flush(() => resolve()))
  else joined.flushSync()
  await vi.waitFor(async () => expect((await readFile(dest, 'utf8')).length).toBe(lines.join('').length))
  expect((await readFile(dest, 'utf8')).split('\n').sort()).toEqual(lines.join('').split('\n').sort())
  await rm(folder, { recursive: true })
})
