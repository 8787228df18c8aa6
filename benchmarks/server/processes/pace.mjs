/**
 * How long answers take when requests come at a rate, whether or not the ones before are answered:
 * `node pace.mjs` reads `{url, body, headers, rate, seconds, beside}`. `beside: {url, body}` is asked again and again meanwhile.
 *
 * autocannon is not used for this: it sends the requests of each second in one go at its start, and its correction for
 * requests that were not sent (`Math.ceil(1 / rate)`) takes them to be due every millisecond. Here each request has its
 * time, and is timed from it: what a server that stalls, or this process, holds up is part of the answer's time.
 */
import { readFileSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const { url, body, headers: own, rate, seconds, beside } = JSON.parse(readFileSync(0, 'utf8'))
const agent = new Agent({ keepAlive: true, noDelay: true })

/** Milliseconds that the answer took since `due`. */
function ask({ url: address, body: text, due }) {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...own }
  return new Promise((resolve, reject) => {
    const request = httpRequest(address, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`))
      response.resume().on('end', () => resolve(performance.now() - due))
    })
    request.on('error', reject).end(text)
  })
}

async function paced(count) {
  const [latencies, lags] = [[], []]
  const start = performance.now()
  for (let at = 0; at < count; at++) {
    const due = start + (at * 1000) / rate
    while (performance.now() < due) await sleep(1)
    lags.push(performance.now() - due)
    latencies.push(ask({ url, body, due }))
  }
  return { latencies: await Promise.all(latencies), lags }
}

let isOver = false
const others = beside && besides()
await paced(rate)
const { latencies, lags } = await paced(Math.round(rate * seconds))
isOver = true
const besideTimes = await others
agent.destroy()

async function besides() {
  const times = []
  while (!isOver) times.push(await ask({ ...beside, due: performance.now() }))
  return times
}

const sorted = (values) => values.sort((a, b) => a - b)
const at = (values, share) => values[Math.min(values.length - 1, Math.floor(values.length * share))]
const [times, late] = [sorted(latencies), sorted(lags)]
console.log(
  JSON.stringify({
    p50: at(times, 0.5),
    p99: at(times, 0.99),
    p999: at(times, 0.999),
    max: times.at(-1),
    sentLate: at(late, 0.99),
    ...(besideTimes && { beside: at(sorted(besideTimes), 0.5) }),
  }),
)
