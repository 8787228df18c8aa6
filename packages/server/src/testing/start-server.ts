import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'

/** What a user starts, as it was built. */
const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url))

/** A server in a process of its own. */
export interface Started {
  readonly url: string
  readonly port: number
  readonly child: ChildProcess
  /** What it has written to stderr so far. */
  readonly log: () => string
}

export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<Started> {
  const env = { PATH: process.env.PATH, RATECARD_PORT: '0', ...settings }
  const child = spawn(process.execPath, [bin, '--json'], { env })
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (part) => {
    log += part
  })
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'close').then(() => [''])])
  if (String(line) === '') throw new Error(`no server: ${log}`)
  const { url } = JSON.parse(String(line))
  return { url, port: Number(new URL(url).port), child, log: () => log }
}

/** Says bytes on a connection of its own, and hears all that comes back until it is closed. */
export async function exchange(port: number, ...said: readonly (string | Uint8Array)[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.setEncoding('utf8').on('data', (part) => {
    heard += part
  })
  // What is refused early is cut off while it is still being said.
  socket.on('error', () => {})
  for (const part of said) socket.write(part)
  await once(socket, 'close')
  return heard
}
