import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandFailed, install, run, timed } from './pnpm.mjs'
import { countTests, noTests, summaryLine } from './test-counts.mjs'

const problems = []
let counts = noTests

if ((await attempt('Installing', () => install())) && (await attempt('Building', () => turbo('build')))) {
  await attempt('Checking types', () => turbo('typecheck'))
  counts = await runTests(process.argv.slice(2))
  problems.push(...problemsOf(counts))
}

if (counts.failed > 0 || problems.length > 0) process.exitCode = 1
// The counts come last whatever happened: who reads one line reads how many tests ran.
process.stdout.write(`\n${problems.map((problem) => `${problem}\n`).join('')}${summaryLine(counts)}\n`)

async function attempt(title, task) {
  try {
    await timed(title, task)
    return true
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    process.stdout.write(error.output)
    problems.push(error.message)
    return false
  }
}

function turbo(task) {
  return run('turbo', ['run', task, '--continue=dependencies-successful'])
}

/** One Vitest over all projects, so that there is one total. */
async function runTests(args) {
  const directory = mkdtempSync(join(tmpdir(), 'ratecard-test-'))
  const report = join(directory, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const vitestPassed = await run('vitest', ['run', ...reporters, ...args], { show: true }).then(
      () => true,
      () => false,
    )
    const found = countTests(JSON.parse(readFileSync(report, 'utf8')))
    if (!vitestPassed && found.failed === 0)
      problems.push('Vitest failed outside the tests: its error is printed above.')
    return found
  } catch (error) {
    problems.push(`There is no readable test report: ${error.message}`)
    return noTests
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function problemsOf({ passed, failed, skipped, unloaded, skippedNames }) {
  const found = []
  if (passed + failed === 0) found.push('No test was run.')
  if (unloaded.length > 0) found.push(`Failed as a whole, each counted as one failure: ${unloaded.join(', ')}`)
  if (process.env.CI === 'true' && skipped > 0)
    found.push(`Skipped, which CI does not allow: ${skippedNames.join('; ')}`)
  return found
}
