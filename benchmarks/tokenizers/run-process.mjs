import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const own = join(import.meta.dirname, 'processes')

/**
 * Runs a script of a folder in a process of its own and answers the JSON it prints, or why there is none:
 * `{ timedOut: true }` after `timeout` milliseconds, `{ failed }` with the name of the error.
 */
export function runProcess(name, args, { timeout, input, folder = own } = {}) {
  const command = [join(folder, `${name}.mjs`), ...args.map(String)]
  const { stdout, stderr, status, error } = spawnSync(process.execPath, command, { encoding: 'utf8', timeout, input })
  if (error?.code === 'ETIMEDOUT') return { timedOut: true }
  if (status !== 0) return { failed: /^\w*Error\b.*$/m.exec(stderr)?.[0] ?? `exit code ${status}` }
  return JSON.parse(stdout)
}
