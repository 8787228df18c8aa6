import { install, run, runMain, timed } from './pnpm.mjs'
import { workspacePackages } from './workspace-packages.mjs'

await runMain(async () => {
  await timed('Installing', () => install())
  const soaked = (await workspacePackages()).filter(({ manifest }) => manifest.scripts?.soak)
  if (soaked.length === 0) {
    process.stdout.write('No package has a `soak` script yet: nothing to run.\n')
    return
  }
  process.stdout.write(`Soak tests of ${soaked.map(({ name }) => name).join(', ')}:\n`)
  await run('turbo', ['run', 'soak', ...soaked.map(({ name }) => `--filter=${name}`)], { show: true })
})
