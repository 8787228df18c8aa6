import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { changesetStatus } from './changeset-status.mjs'
import { CommandFailed, install, root, run, runMain, seconds, timed } from './pnpm.mjs'
import { workspacePackages } from './workspace-packages.mjs'

/** A check is {name, task}: a task that throws CommandFailed has failed, one that returns {skipped} says why it did not run. */
await runMain(async () => {
  await timed('Installing', () => install())
  const checks = await listChecks()
  const width = Math.max(...checks.map(({ name }) => name.length))
  const outcomes = []
  for (const { name, task } of checks) {
    const start = performance.now()
    const outcome = { name, ...(await outcomeOf(task)) }
    outcomes.push(outcome)
    const reason = outcome.reason ? `: ${outcome.reason}` : ''
    process.stdout.write(`${name.padEnd(width)}  ${seconds(start).padStart(5)} s  ${outcome.status}${reason}\n`)
  }
  const having = (status) => outcomes.filter((outcome) => outcome.status === status)
  for (const { name, error } of having('failed'))
    process.stdout.write(`\n── ${name}: ${error.message}\n${error.output}\n`)
  const counts = ['ok', 'failed', 'skipped'].map((status) => `${having(status).length} ${status}`)
  process.stdout.write(`\nChecks: ${counts.join(', ')}\n`)
  if (having('failed').length > 0) process.exitCode = 1
})

async function outcomeOf(task) {
  try {
    const answer = await task()
    return answer?.skipped ? { status: 'skipped', reason: answer.skipped } : { status: 'ok' }
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    return { status: 'failed', error }
  }
}

async function listChecks() {
  const packages = await workspacePackages()
  const published = packages.filter(({ manifest }) => manifest.private !== true)
  return [
    { name: 'build', task: () => run('turbo', ['run', 'build']) },
    {
      name: 'biome',
      task: () => run('biome', ['ci', '--error-on-warnings', '--max-diagnostics=none', '--colors=off']),
    },
    { name: 'turbo boundaries', task: () => run('turbo', ['boundaries', '--no-color']) },
    { name: 'planted violations', task: () => run(process.execPath, ['scripts/planted.mjs']) },
    { name: 'knip', task: () => run('knip', ['--treat-config-hints-as-errors']) },
    ...published.flatMap(packageChecks),
    ...syncChecks(packages),
    { name: 'changeset status', task: changesetStatus },
  ]
}

function packageChecks({ name, directory, manifest }) {
  const hasBudget = existsSync(join(directory, '.size-limit.json'))
  return [
    { name: `publint ${name}`, task: () => run('publint', ['--strict'], { cwd: directory }) },
    { name: `attw ${name}`, task: () => typesOf(directory, manifest) },
    ...(hasBudget ? [{ name: `size ${name}`, task: () => sizeOf(directory) }] : []),
  ]
}

async function typesOf(directory, { exports }) {
  if (!JSON.stringify(exports ?? {}).includes('"types"')) return { skipped: 'it has a command and no entry to import' }
  const styles = Object.keys(exports).filter((entry) => entry.endsWith('.css'))
  const options = ['--profile', 'esm-only', '--no-emoji', '--no-color']
  if (styles.length > 0) options.push('--exclude-entrypoints', ...styles)
  const { output } = await run('attw', ['--pack', '.', ...options], { cwd: directory })
  // attw ends with 0 for a package it found no types in.
  if (output.includes('does not contain types')) throw new CommandFailed('attw', 0, output)
}

async function sizeOf(directory) {
  // size-limit loads its plugins from the dependencies of the working directory: they are the root's.
  const { output } = await run('size-limit', ['--config', join(directory, '.size-limit.json')])
  // An import that no longer exists weighs nothing and would pass.
  if (output.includes('import-is-undefined')) throw new CommandFailed('size-limit', 0, output)
}

/** Generated files that are committed: each generator has a `--check` that fails when its files are out of date. */
function syncChecks(packages) {
  const scripts = readdirSync(join(root, 'scripts')).filter((file) => /^sync-.*\.mjs$/.test(file))
  const owners = packages.filter(({ manifest }) => manifest.scripts?.['sync:check'])
  return [
    ...scripts.map((file) => ({ name: file, task: () => run(process.execPath, [join('scripts', file), '--check']) })),
    ...owners.map(({ name, directory }) => ({
      name: `sync ${name}`,
      task: () => run('pnpm', ['run', 'sync:check'], { cwd: directory }),
    })),
  ]
}
