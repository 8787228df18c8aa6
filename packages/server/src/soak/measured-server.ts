import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

interface Memory {
  readonly rss: number
  readonly live: number
}

/** A server in a process of its own. */
export interface MeasuredServer {
  readonly url: string
  /** Bytes: of the process, and of its heap after the last collection of garbage. */
  readonly memory: () => Promise<Memory>
  readonly signal: (name: NodeJS.Signals) => void
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

/** Starts the server that is built. */
export async function startMeasuredServer(): Promise<MeasuredServer> {
  const child = fork(fileURLToPath(new URL('server-process.mjs', import.meta.url)), { execArgv: [] })
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal)
  const answer = async <T>(): Promise<T> => {
    const told = once(child, 'message').then(([message]) => message as T)
    const end = ended.then((how) => {
      throw new Error(`the server ended: ${how}`)
    })
    return Promise.race([told, end])
  }
  const { url } = await answer<{ url: string }>()
  return {
    url,
    memory: () => {
      child.send('memory')
      return answer<Memory>()
    },
    signal: (name) => child.kill(name),
    ended,
  }
}
