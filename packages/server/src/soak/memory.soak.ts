import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { growth } from './growth.ts'
import { type MeasuredServer, startMeasuredServer } from './measured-server.ts'
import { fillCaches, mixedLoad } from './mixed-load.ts'

/** In which code is compiled, and caches and the heap take their size. */
const WARM_UP = 120_000
/** After it. `SOAK_SECONDS=60` tries it. */
const STEADY = Number(process.env.SOAK_SECONDS ?? 600) * 1000
const EVERY = 5000
const MOST_GROWTH = 0.1

/**
 * The memory of the process, and what of its heap outlived the last collection of garbage, are sampled under a mixed
 * load. What is in use for a moment comes and goes; what is never let go of makes the medians rise. Caches are filled
 * before: they have a limit, and reach it only after hours.
 */
it(
  'holds no more memory after many requests than after the first',
  async () => {
    const server = await startMeasuredServer()
    const stopping = new AbortController()
    await fillCaches(server.url)
    const load = mixedLoad(server.url, { clients: 8, stop: stopping.signal })
    const samples = await Promise.race([samplesOf(server), load.then(() => [])])
    stopping.abort()
    const asked = await load
    server.signal('SIGTERM')
    await server.ended
    const grown = { rss: growth(samples.map(({ rss }) => rss)), live: growth(samples.map(({ live }) => live)) }
    process.stdout.write(`${JSON.stringify({ grown, first: samples[0], last: samples.at(-1), asked })}\n`)
    expect(grown.rss).toBeLessThan(MOST_GROWTH)
    expect(grown.live).toBeLessThan(MOST_GROWTH)
  },
  2 * (WARM_UP + STEADY),
)

async function samplesOf(server: MeasuredServer) {
  const samples: Awaited<ReturnType<MeasuredServer['memory']>>[] = []
  await sleep(WARM_UP)
  for (let at = 0; at < STEADY; at += EVERY) {
    await sleep(EVERY)
    samples.push(await server.memory())
  }
  return samples
}
