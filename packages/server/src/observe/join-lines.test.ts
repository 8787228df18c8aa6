import { expect, it } from 'vitest'
import { joinLines } from './join-lines.ts'

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
  expect(calls).toEqual(['write 4', 'flush', 'write 4', 'flushSync', 'flushSync'])
})
