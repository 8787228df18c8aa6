import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { runProcess } from '../tokenizers/run-process.mjs'

const folder = join(import.meta.dirname, 'processes')

/**
 * Starts a server of `processes/` in a process of its own. `used()` tells what it has used so far: microseconds of
 * processors, and MB of memory, now and at most.
 */
export async function startServer(name, options = {}) {
  const child = fork(join(folder, `${name}.mjs`), [JSON.stringify(options)])
  const said = () =>
    new Promise((resolve, reject) => {
      const ended = (code) => reject(new Error(`${name} ended with ${code}`))
      child.once('exit', ended)
      child.once('message', (message) => {
        child.off('exit', ended)
        resolve(message)
      })
    })
  const { url } = await said()
  return {
    url,
    used: () => {
      child.send('used')
      return said()
    },
    stop: async () => {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}

/** Runs a script of `processes/` that asks a server, and answers what it measured. */
export function askServer(name, options) {
  const measured = runProcess(name, [], { folder, input: JSON.stringify(options) })
  if (measured.failed) throw new Error(`${name} of ${options.url}: ${measured.failed}`)
  return measured
}

/** Loads a server for some seconds: what `load` measures, and the microseconds of processors for each request. */
export async function loadServer(server, { path, ...load }) {
  const before = await server.used()
  const measured = askServer('load', { url: `${server.url}${path}`, connections: 32, ...load })
  const after = await server.used()
  return { ...measured, cpu: (after.cpu - before.cpu) / measured.requests }
}
