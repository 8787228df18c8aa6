/**
 * Proves that the import rules are alive: each planted file breaks (or keeps) one rule, in a copy of the configuration
 * without the sources, and the tool must report those that break one and no other.
 */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CommandFailed, root, run } from './pnpm.mjs'

const core = 'packages/core/src'
const lintCases = [
  { path: `${core}/number/planted-node.ts`, code: "import 'node:fs'", rule: 'noNodejsModules' },
  { path: `${core}/rating/planted-clock.ts`, code: 'export const at = Date.now()', rule: 'noRestrictedGlobals' },
  { path: `${core}/rating/planted-fetch.ts`, code: "export const page = fetch('/')", rule: 'noRestrictedGlobals' },
  { path: `${core}/rating/planted-env.ts`, code: 'export const home = process.env.HOME', rule: 'noProcessEnv' },
  { path: `${core}/rating/planted-up.ts`, code: "import '../receipt/receipt.ts'", rule: 'noRestrictedImports' },
  { path: `${core}/rating/planted-type.ts`, code: reexport('../receipt/receipt.ts'), rule: 'noRestrictedImports' },
  { path: `${core}/result.ts`, code: "import './number/rational.ts'", rule: 'noRestrictedImports' },
  { path: `${core}/money/planted-sideways.ts`, code: "import '../meter/meter.ts'", rule: 'noRestrictedImports' },
  { path: `${core}/tariff/planted-entry.ts`, code: "import '../schema/index.ts'", rule: 'noRestrictedImports' },
  { path: `${core}/receipt/planted-import.ts`, code: "import '../import/index.ts'", rule: 'noRestrictedImports' },
  { path: `${core}/import/planted-schema.ts`, code: "import '../schema/index.ts'", rule: 'noRestrictedImports' },
  { path: `${core}/index.ts`, code: "import './tariffs/index.ts'", rule: 'noRestrictedImports' },
  { path: `${core}/tariff/planted-zod.ts`, code: "import 'zod'", rule: 'noRestrictedImports' },
  { path: `${core}/tariffs/planted-zod.ts`, code: "import 'zod'", rule: 'noRestrictedImports' },
  { path: `${core}/usage/planted-package.ts`, code: "import '@ratecard/tokenizers'", rule: 'noRestrictedImports' },
  { path: `${core}/meter/planted-cycle.ts`, code: "import './planted-cycle-back.ts'", rule: 'noImportCycles' },
  { path: `${core}/meter/planted-cycle-back.ts`, code: "import './planted-cycle.ts'", rule: 'noImportCycles' },
  { path: 'packages/cli/src/planted-console.ts', code: "console.log('')", rule: 'noConsole' },
  { path: 'packages/cli/src/planted-source.ts', code: "import '../../core/src/a.ts'", rule: 'noRestrictedImports' },
  { path: 'examples/planted-source.ts', code: "import '@ratecard/core/src/a.ts'", rule: 'noRestrictedImports' },
  { path: 'packages/cli/src/planted-default.ts', code: 'export default 1', rule: 'noDefaultExport' },
  { path: 'packages/cli/src/planted-any.ts', code: 'export const value: any = 1', rule: 'noExplicitAny' },
  { path: `${core}/period/instant.ts`, code: 'export const zero = new Date(0)' },
  { path: `${core}/rating/kept-down.ts`, code: "import '../compile/rate-table.ts'" },
  { path: `${core}/import/kept-down.ts`, code: "import '../compile/rate-table.ts'" },
  { path: `${core}/schema/kept-zod.ts`, code: "import 'zod'\nimport '../tariff/tariff.ts'" },
  { path: `${core}/rating/kept.test.ts`, code: "import 'node:fs'\nimport '../receipt/receipt.ts'" },
  { path: 'packages/cli/src/io.ts', code: "console.log('')" },
]

const boundaryCases = [
  {
    path: 'packages/cli/src/planted-react.ts',
    code: "import '@ratecard/planted-react'",
    reported: 'Package `@ratecard/planted-react` found without any tag listed in allowlist for `@ratecard/cli`',
  },
  {
    path: 'packages/server/src/planted-react.ts',
    code: "import '@ratecard/planted-react'",
    reported: 'Package `@ratecard/planted-react` found without any tag listed in allowlist for `@ratecard/server`',
  },
  {
    path: 'packages/tokenizers/src/planted-cli.ts',
    code: "import '@ratecard/cli'",
    reported: 'Package `@ratecard/cli` found without any tag listed in allowlist for `@ratecard/tokenizers`',
  },
  {
    path: 'packages/core/src/planted-tokenizers.ts',
    code: "import '@ratecard/tokenizers'",
    reported: 'Package `@ratecard/tokenizers` found without any tag listed in allowlist for `@ratecard/core`',
  },
  {
    path: 'packages/core/src/planted-undeclared.ts',
    code: "import 'planted-undeclared'",
    reported: 'cannot import package `planted-undeclared` because it is not a dependency',
  },
  {
    path: 'packages/cli/src/planted-outside.ts',
    code: "import '../../core/src/index.ts'",
    reported: 'import `../../core/src/index.ts` leaves the package',
  },
]

function reexport(path) {
  return `export type { Planted } from '${path}'`
}

const problems = [...(await inCopy(plantedLint)), ...(await inCopy(plantedBoundaries))]
for (const problem of problems) process.stdout.write(`${problem}\n`)
if (problems.length > 0) process.exitCode = 1
else
  process.stdout.write(
    `${lintCases.length} planted lint cases and ${boundaryCases.length} planted imports: as expected\n`,
  )

async function inCopy(task) {
  const directory = mkdtempSync(join(tmpdir(), 'ratecard-planted-'))
  try {
    return await task(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function plantedLint(directory) {
  for (const file of ['biome.json', '.gitignore']) copy(file, directory)
  for (const { path, code } of lintCases) write(directory, path, `${code}\n`)
  const args = ['lint', '--reporter=github', '--max-diagnostics=none', '--error-on-warnings']
  const reports = (await outputOf('biome', args, directory)).matchAll(/^::\w+ title=([^,]+),file=([^,]+),/gm)
  const found = [...reports].map(([, category, file]) => ({ file, rule: category.split('/').at(-1) }))
  return lintCases.flatMap(({ path, rule }) => {
    const rules = found.filter((report) => report.file.endsWith(`/${path}`)).map((report) => report.rule)
    const asExpected = rule === undefined ? rules.length === 0 : rules.includes(rule)
    return asExpected
      ? []
      : [`biome on ${path}: expected ${rule ?? 'nothing'}, reported ${rules.join(', ') || 'nothing'}`]
  })
}

async function plantedBoundaries(directory) {
  for (const file of ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', 'turbo.json']) copy(file, directory)
  for (const folder of ['packages/core', 'packages/tokenizers', 'packages/server', 'packages/cli']) {
    for (const file of ['package.json', 'turbo.json']) copy(join(folder, file), directory)
  }
  const react = { name: '@ratecard/planted-react', version: '0.0.0' }
  write(directory, 'packages/planted-react/package.json', JSON.stringify(react))
  write(directory, 'packages/planted-react/turbo.json', JSON.stringify({ extends: ['//'], tags: ['react'] }))
  // Declared, so that the tag rule refuses them and not the rule that every import is declared.
  declare(directory, 'packages/cli', '@ratecard/planted-react')
  declare(directory, 'packages/server', '@ratecard/planted-react')
  declare(directory, 'packages/tokenizers', '@ratecard/cli')
  declare(directory, 'packages/core', '@ratecard/tokenizers')
  for (const { path, code } of boundaryCases) write(directory, path, `${code}\n`)
  const output = (await outputOf('turbo', ['boundaries', '--no-color'], directory)).replaceAll(/[\s|]+/g, ' ')
  return boundaryCases
    .filter(({ reported }) => !output.includes(reported))
    .map(({ path, reported }) => `turbo boundaries on ${path}: not reported: ${reported}\n${output}`)
}

/** The tools fail on what is planted, so their output is wanted either way. */
async function outputOf(command, args, cwd) {
  try {
    const { output } = await run(command, args, { cwd })
    return output
  } catch (error) {
    if (error instanceof CommandFailed) return error.output
    throw error
  }
}

function copy(file, directory) {
  mkdirSync(dirname(join(directory, file)), { recursive: true })
  cpSync(join(root, file), join(directory, file))
}

function write(directory, path, content) {
  mkdirSync(dirname(join(directory, path)), { recursive: true })
  writeFileSync(join(directory, path), content)
}

function declare(directory, folder, dependency) {
  const path = join(directory, folder, 'package.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  manifest.dependencies = { ...manifest.dependencies, [dependency]: 'workspace:*' }
  writeFileSync(path, JSON.stringify(manifest))
}
