import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const windows = process.platform === 'win32'
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

requireNode(manifest.engines.node)

export class CommandFailed extends Error {
  constructor(command, code, output) {
    super(`${command} failed with exit code ${code}`)
    this.code = code
    this.output = output
  }
}

/** Runs pnpm, fetched by npx at the version that package.json names. Options as for {@link run}. */
export function pnpm(args, options) {
  return run('pnpm', args, options)
}

/** Installs exactly what the lockfile says; `filter` narrows it to some packages. */
export function install(filter = []) {
  return pnpm(['install', '--frozen-lockfile', '--config.confirm-modules-purge=false', ...filter])
}

/**
 * Runs a command with pnpm and the root's tools on PATH (publint and turbo look for pnpm there); resolves to what it
 * printed, as `stdout` and, with stderr, as `output`. Quiet unless it fails: then CommandFailed carries the output.
 * `show: true` lets it print as it goes instead.
 */
export function run(command, args, { cwd = root, show = false } = {}) {
  const stream = show ? 'inherit' : 'pipe'
  const child = spawn(...forPlatform(command, args), {
    cwd,
    env: environment(),
    shell: windows,
    stdio: ['ignore', stream, stream],
  })
  const printed = []
  child.stdout?.on('data', (chunk) => printed.push({ chunk, stdout: true }))
  child.stderr?.on('data', (chunk) => printed.push({ chunk, stdout: false }))
  const text = (chunks) => Buffer.concat(chunks.map(({ chunk }) => chunk)).toString('utf8')
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new CommandFailed(command, error.code, error.message)))
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ stdout: text(printed.filter(({ stdout }) => stdout)), output: text(printed) })
      else reject(new CommandFailed([command, ...args].join(' '), code ?? signal, text(printed)))
    })
  })
}

/** On Windows npx and the tools are .cmd files, which only a shell can start. */
function forPlatform(command, args) {
  return windows ? [`"${command}"`, args.map((arg) => `"${arg}"`)] : [command, args]
}

/** Runs `main`; a failed command is printed whole to stderr, and the process exits 1. */
export async function runMain(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    process.stderr.write(`${error.output}\n${error.message}\n`)
    process.exitCode = 1
  }
}

/** Prints `title`, then how long `task` took, to stderr: stdout belongs to the product and to test results. */
export async function timed(title, task) {
  const start = performance.now()
  process.stderr.write(`${title} … `)
  try {
    const value = await task()
    process.stderr.write(`${seconds(start)} s\n`)
    return value
  } catch (error) {
    process.stderr.write('failed\n')
    throw error
  }
}

export function seconds(start) {
  return ((performance.now() - start) / 1000).toFixed(1)
}

let cachedEnvironment

function environment() {
  cachedEnvironment ??= {
    ...process.env,
    PATH: pathWithPnpm(),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
  }
  return cachedEnvironment
}

/** npx puts the package it fetched, and the root's node_modules/.bin, in front of PATH; asking once saves its start-up later. */
function pathWithPnpm() {
  const args = ['--yes', '--prefer-offline', '--package', manifest.packageManager, '-c', 'node -p process.env.PATH']
  try {
    const stdio = ['ignore', 'pipe', 'pipe']
    return execFileSync(...forPlatform('npx', args), { cwd: root, encoding: 'utf8', shell: windows, stdio }).trim()
  } catch (error) {
    const output = `${error.stdout ?? ''}${error.stderr ?? error.message}`
    throw new CommandFailed(`npx ${args.join(' ')}`, error.status, output)
  }
}

function requireNode(range) {
  const [major, minor] = range.replace('>=', '').split('.').map(Number)
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number)
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return
  process.stderr.write(
    `Ratecard needs Node ${range}, but this is Node ${process.versions.node}. Install a newer Node and try again.\n`,
  )
  process.exit(1)
}
