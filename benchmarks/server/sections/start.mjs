import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { digits, markdownTable } from '../../tokenizers/markdown-table.mjs'
import { median } from '../../tokenizers/median.mjs'

const bin = join(dirname(createRequire(import.meta.url).resolve('@ratecard/cli/package.json')), 'bin.js')
const PAGE = 4096

/** From the start of `ratecard serve` to its address and to its first answer, and the memory it then has. */
export async function measureStart({ starts }) {
  const runs = []
  for (let at = 0; at < starts; at++) runs.push(await startOnce())
  const middle = (key) => median(runs.map((run) => run[key]))
  return { address: middle('address'), answer: middle('answer'), rss: middle('rss') }
}

async function startOnce() {
  const start = performance.now()
  const child = spawn(process.execPath, [bin, 'serve', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = await once(child.stdout.setEncoding('utf8'), 'data')
  const address = performance.now() - start
  await (await fetch(`${url.trim()}/v1/tariffs`)).text()
  const answer = performance.now() - start
  const rss = residentMB(child.pid)
  const exit = once(child, 'exit')
  child.kill()
  await exit
  return { address, answer, rss }
}

/** Known on Linux alone. */
function residentMB(pid) {
  if (process.platform !== 'linux') return Number.NaN
  const [, pages] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
  return (Number(pages) * PAGE) / 1e6
}

export function renderStart({ address, answer, rss }) {
  const intro = 'A new process of `ratecard serve`: milliseconds from its start, and its memory after the first answer.'
  const header = ['', 'says its address', 'has answered `GET /v1/tariffs`', 'MB']
  return `## Start\n\n${intro}\n\n${markdownTable(header, [['ratecard serve', ...[address, answer, rss].map(digits)]])}`
}
