import { expect, it } from 'vitest'
import { WaitingLine } from './waiting-line.ts'

const patient = new AbortController().signal

it('lets in as many as there is room, and the others in the order in which they came', async () => {
  const line = new WaitingLine(2, 3)
  const entered: string[] = []
  const come = async (name: string) => (await line.enter(patient)) && entered.push(name)
  await Promise.all([come('a'), come('b')])
  const later = Promise.all([come('c'), come('d'), come('e')])
  expect([line.inside, line.waiting, entered]).toEqual([2, 3, ['a', 'b']])
  line.leave()
  line.leave()
  line.leave()
  await later
  expect([line.inside, line.waiting, entered]).toEqual([2, 0, ['a', 'b', 'c', 'd', 'e']])
  line.leave()
  line.leave()
  expect(line.inside).toBe(0)
})

it('refuses whoever comes when the queue is full, and has room again afterwards', async () => {
  const line = new WaitingLine(1, 1)
  await line.enter(patient)
  const waiting = line.enter(patient)
  expect(await line.enter(patient)).toBe(false)
  line.leave()
  expect(await waiting).toBe(true)
  line.leave()
  expect(await line.enter(patient)).toBe(true)
})

it('forgets whoever gives up, and lets the next in', async () => {
  const line = new WaitingLine(1, 2)
  const impatient = new AbortController()
  await line.enter(patient)
  const [first, second] = [line.enter(impatient.signal), line.enter(patient)]
  impatient.abort()
  expect([await first, line.waiting]).toEqual([false, 1])
  line.leave()
  expect(await second).toBe(true)
  impatient.abort()
  expect(await line.enter(impatient.signal)).toBe(false)
  expect(line.inside).toBe(1)
})

it('takes no one to wait where there is no queue', async () => {
  const line = new WaitingLine(1, 0)
  expect([await line.enter(patient), await line.enter(patient)]).toEqual([true, false])
})
