import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { commandLine, demoSteps } from './demo-steps.mjs'
import { install, pnpm, root, runMain, timed } from './pnpm.mjs'

const next = `
# Where to go next
  node packages/cli/bin.js --help                          every command, each with an example
  node packages/cli/bin.js price --help                    price what you used, with your own free quota and date
  node packages/cli/bin.js tariff list --lang zh           in Chinese, as every command
  README.md                                                the library, its examples and the exit codes
  npm test                                                 every test
`

const needed = ['--filter', '@ratecard/cli...']

await runMain(async () => {
  await timed('Installing', () => install(needed))
  await timed('Building', () => pnpm([...needed, 'run', 'build:js']))
  for (const step of demoSteps) runStep(step)
  if (!process.exitCode) process.stdout.write(next)
})

function runStep({ title, args }) {
  if (process.exitCode) return
  process.stdout.write(`\n# ${title}\n${commandLine(args)}\n`)
  const result = spawnSync(process.execPath, [join('packages', 'cli', 'bin.js'), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  if (result.status === 0) return
  process.stderr.write(`\nThis step ended with exit code ${result.status ?? result.signal}, not 0.\n`)
  process.exitCode = 1
}
