import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Answer, Given } from './vector.ts'

const bin = join(dirname(createRequire(import.meta.url).resolve('@ratecard/cli/package.json')), 'bin.js')

const flag = (name: string, value: string | number | undefined): readonly string[] =>
  value === undefined ? [] : [`--${name}`, String(value)]

const pairs = (name: string, values: Readonly<Record<string, string>> = {}): readonly string[] =>
  Object.entries(values).flatMap(([key, value]) => [`--${name}`, `${key}=${value}`])

/** The command line that asks what the fields ask. */
function argumentsOf(given: Given, folder: string): readonly string[] {
  const { command, usage, response, text, tariff, image = [], audio = [] } = given
  const files = text === undefined ? [] : [write(folder, 'text.txt', text)]
  return [
    command,
    ...files,
    ...flag('model', given.model),
    ...flag('scope', given.scope),
    ...flag('currency', given.currency),
    ...flag('at', given.at),
    ...flag('as-of', given.asOf),
    ...flag('mode', given.mode),
    ...pairs('facet', given.facet),
    ...pairs('remaining', given.remaining),
    ...flag(
      'balances',
      given.balances &&
        write(folder, 'balances.json', JSON.stringify({ schema: 'ratecard/balances@1', balances: given.balances })),
    ),
    ...flag('tariff', tariff && fileURLToPath(new URL(`tariffs/${tariff}.json`, import.meta.url))),
    ...flag(
      'usage',
      usage &&
        Object.entries(usage)
          .map((pair) => pair.join('='))
          .join(','),
    ),
    ...flag(
      'contract',
      given.contract === undefined ? undefined : write(folder, 'contract.json', JSON.stringify(given.contract)),
    ),
    ...flag('response', response === undefined ? undefined : write(folder, 'response.json', JSON.stringify(response))),
    ...flag('output-tokens', given.outputTokens),
    ...flag('turns', given.turns),
    ...flag('requests', given.requests),
    ...image.flatMap((size) => flag('image', size)),
    ...audio.flatMap((length) => flag('audio', length)),
    ...flag('images', given.images),
    ...flag('file-size', given.fileSize && `${given.fileSize}B`),
    ...flag('cores', given.cores),
    ...flag('duration', given.duration),
    ...flag('instances', given.instances),
    '--json',
  ]
}

function write(folder: string, name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** Asks the command line in a process of its own. */
export async function askCli(given: Given): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'ratecard-vector-'))
  try {
    const { exit, stdout, stderr } = await run(argumentsOf(given, folder))
    if (stdout !== '') return { exit, receipt: JSON.parse(stdout) }
    return { exit, issues: JSON.parse(stderr).issues }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(args: readonly string[]): Promise<{ exit: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { env: { LANG: 'en_US.UTF-8', NO_COLOR: '1' } })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ exit: code ?? -1, stdout, stderr }))
    child.stdin.end()
  })
}
