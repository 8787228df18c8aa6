import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { growth } from './growth.ts'
import { fillCaches, mixedLoad } from './mixed-load.ts'
import { startServer } from './start-server.ts'

/** `SOAK_SECONDS=60` tries it. */
const SECONDS = Number(process.env.SOAK_SECONDS ?? 600)
const SAMPLES = 120
/** A fifth, in which code is compiled and caches and the heap take their size. */
const WARM_UP = SAMPLES / 5
const MOST_GROWTH = 0.1

/**
 * The memory of the process, and the part of its heap that outlives a collection of garbage, are sampled every 5 seconds
 * under a mixed load. What is in use for a moment comes and goes; what is never let go of makes the medians rise.
 */
it(
  'holds no more memory after many requests than after the first',
  async () => {
    const server = await startServer()
    const [stopping, samples] = [new AbortController(), [] as { rss: number; live: number }[]]
    await fillCaches(server.url)
    const load = mixedLoad(server.url, { clients: 8, stop: stopping.signal })
    const sampled = async () => {
      for (let at = 0; at < SAMPLES; at++) {
        await sleep((SECONDS * 1000) / SAMPLES)
        samples.push(await server.memory())
      }
    }
    await Promise.race([sampled(), load])
    stopping.abort()
    const asked = await load
    server.signal('SIGTERM')
    await server.ended
    const steady = samples.slice(WARM_UP)
    const grown = { rss: growth(steady.map(({ rss }) => rss)), live: growth(steady.map(({ live }) => live)) }
    process.stdout.write(`${JSON.stringify({ grown, last: samples.at(-1), asked })}\n`)
    expect(samples).toHaveLength(SAMPLES)
    expect(grown.rss).toBeLessThan(MOST_GROWTH)
    expect(grown.live).toBeLessThan(MOST_GROWTH)
  },
  SECONDS * 1000 + 60_000,
)
