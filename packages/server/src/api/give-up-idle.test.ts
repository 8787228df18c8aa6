import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { giveUpIdle } from './give-up-idle.ts'

const part = new Uint8Array(1)
const given = (idle: number, stopping = new AbortController().signal) => ({ bodies: { idle, bytes: 0 }, stopping })

async function* slowly(...pauses: readonly number[]) {
  for (const pause of pauses) {
    await wait(pause)
    yield part
  }
}

const open = (parts: AsyncIterable<Uint8Array>, services: ReturnType<typeof given>) =>
  (giveUpIdle(parts, services, true) as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()

it('hands on what comes in time, however long the reader takes', async () => {
  let parts = 0
  for await (const _ of giveUpIdle(slowly(1, 1, 1), given(30), true)) {
    parts++
    await wait(50)
  }
  expect(parts).toBe(3)
})

it('gives up what pauses too long', async () => {
  const parts = open(slowly(1, 500), given(30))
  expect((await parts.next()).done).toBe(false)
  await expect(parts.next()).rejects.toMatchObject({ issue: { code: 'idle-body', params: { seconds: '0.03' } } })
})

it('gives up when the server stops, while it waits and before', async () => {
  const controller = new AbortController()
  const parts = open(slowly(1, 500), given(10_000, controller.signal))
  await parts.next()
  const waiting = parts.next()
  controller.abort()
  await expect(waiting).rejects.toMatchObject({ issue: { code: 'not-ready' } })
  const late = open(slowly(1), given(10_000, controller.signal))
  await expect(late.next()).rejects.toMatchObject({ issue: { code: 'not-ready' } })
})

it('says that a body broke off', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield part
    throw new Error('aborted')
  }
  const parts = open(broken(), given(1000))
  await parts.next()
  await expect(parts.next()).rejects.toMatchObject({ issue: { code: 'invalid-http' } })
})

it('gives up what comes byte by byte, unless it is a stream', async () => {
  const drips = Array<number>(12).fill(5)
  const read = async (isStream: boolean) => {
    let parts = 0
    for await (const _ of giveUpIdle(slowly(...drips), given(10), isStream)) parts++
    return parts
  }
  expect(await read(true)).toBe(12)
  await expect(read(false)).rejects.toMatchObject({ issue: { code: 'idle-body' } })
})

it('gives up a stream that pauses after its reader did, and one that the server ends then', async () => {
  const controller = new AbortController()
  const paused = open(slowly(1, 500), given(20))
  await paused.next()
  await wait(60)
  await expect(paused.next()).rejects.toMatchObject({ issue: { code: 'idle-body' } })
  const stopped = open(slowly(1, 500), given(20, controller.signal))
  await stopped.next()
  await wait(60)
  controller.abort()
  await expect(stopped.next()).rejects.toMatchObject({ issue: { code: 'not-ready' } })
})
