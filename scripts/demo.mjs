import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { install, pnpm, root, runMain, timed } from './pnpm.mjs'

/** Each step runs `ratecard ...args`. `exitCode` is what a correct run ends with, 0 unless told. */
const steps = [{ title: 'What can it do?', args: ['--help'] }]

const needed = ['--filter', '@ratecard/cli...']

await runMain(async () => {
  await timed('Installing', () => install(needed))
  await timed('Building', () => pnpm([...needed, 'run', 'build:js']))
  for (const step of steps) runStep(step)
})

function runStep({ title, args, exitCode = 0 }) {
  if (process.exitCode) return
  process.stderr.write(`\n# ${title}\n$ ratecard ${args.map(quoted).join(' ')}\n`)
  const result = spawnSync(process.execPath, [join('packages', 'cli', 'bin.js'), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  if (result.status === exitCode) return
  process.stderr.write(`\nThis step ended with exit code ${result.status ?? result.signal}, not ${exitCode}.\n`)
  process.exitCode = 1
}

function quoted(arg) {
  return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`
}
