import { expect, it } from 'vitest'
import type { Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { openProgressLine } from './progress-line.ts'

const ERASE = '\r\u001b[K'

function watch(size: number | undefined, columns = 120) {
  let [now, written] = [0, '']
  const io = {
    stderr: { isTerminal: true, columns, write: (text: string) => (written += text) },
    env: {},
    now: () => now,
  } as unknown as Io
  const source = { name: 'a', isFound: true, ...(size !== undefined && { size }) } as never
  const line = openProgressLine([source], { has: () => false, option: () => 'en' } as unknown as Invocation, io)
  return {
    at: (time: number, files: number, bytes: number) => {
      now = time
      written = ''
      line.update({ files, bytes })
      return written
    },
    erase: () => {
      written = ''
      line.erase()
      return written
    },
  }
}

it('says nothing in the first second, and then ten times a second', () => {
  const { at, erase } = watch(10e9)
  expect(at(999, 0, 1e8)).toBe('')
  expect(erase()).toBe('')
  expect(at(1000, 0, 125e6)).toBe(`${ERASE}0 of 1 files  125 MB of 10 GB  125 MB/s  1:19 left`)
  expect(at(1099, 0, 130e6)).toBe('')
  expect(at(1100, 0, 137.5e6)).toContain('138 MB of 10 GB')
  expect(erase()).toBe(ERASE)
})

it('tells hours, and small numbers with a digit more', () => {
  expect(watch(1e12).at(2000, 0, 200e6)).toBe(`${ERASE}0 of 1 files  200 MB of 1.0 TB  100 MB/s  2:46:38 left`)
})

it('knows no end of what has none', () => {
  expect(watch(undefined).at(2000, 0, 3.2e9)).toBe(`${ERASE}3.2 GB  1.6 GB/s`)
})

it('never takes more than a line', () => {
  expect(watch(10e9, 20).at(2000, 0, 1e8)).toBe(`${ERASE}100 MB  50 MB/s`)
  expect(watch(10e9, 10).at(2000, 0, 1e8)).toBe(ERASE)
})
