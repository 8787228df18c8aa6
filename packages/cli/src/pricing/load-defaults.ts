import { dirname, join, relative } from 'node:path'
import { failed, type LosslessJson, ok, type PriceListNames, type Result } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import type { Defaults, Invocation } from '../command.ts'
import { inFile, readJsonFile } from '../input/read-json-file.ts'
import type { Io } from '../io.ts'

const FILE_NAME = 'ratecard.config.json'
/** Three settings; what is longer is something else. */
const MAX_CHARACTERS = 100_000

const VARIABLES = { provider: 'RATECARD_PROVIDER', scope: 'RATECARD_SCOPE', currency: 'RATECARD_CURRENCY' } as const
const NAMES = Object.keys(VARIABLES) as readonly (keyof typeof VARIABLES)[]

/** What is meant where several price lists know a model: of the environment, then of a file. Options go before both. */
export async function loadDefaults(invocation: Invocation, io: Io): Promise<Result<Defaults>> {
  const file = await findFile(invocation, io)
  if (!file.ok) return file
  const written: Result<PriceListNames> = file.value === undefined ? ok({}) : await readConfig(file.value, io)
  if (!written.ok) return written
  const found = NAMES.flatMap((name) => {
    const variable = io.env[VARIABLES[name]]
    if (variable) return [{ name, value: variable, origin: VARIABLES[name] }]
    const value = written.value[name]
    return value === undefined ? [] : [{ name, value, origin: file.value ?? '' }]
  })
  return ok({
    names: Object.fromEntries(found.map(({ name, value }) => [name, value])),
    origins: Object.fromEntries(found.map(({ name, origin }) => [name, origin])),
  })
}

/** The file that is named, or the nearest one. */
async function findFile({ option, has }: Invocation, io: Io): Promise<Result<string | undefined>> {
  const named = option('config')
  if (named !== undefined && has('no-config'))
    return failed(cliIssue('contradictory-options', '--config', { options: ['--config', '--no-config'] }))
  return ok(named ?? (has('no-config') ? undefined : await nearestFile(io)))
}

/**
 * The file of this directory, or of the nearest one above it up to the root of the repository or to the user's home.
 * Outside of both no directory above is looked into: what stands there may be another user's.
 */
async function nearestFile(io: Io): Promise<string | undefined> {
  const here = await io.realPath('.')
  const home = io.env.HOME ?? io.env.USERPROFILE
  let found: string | undefined
  for (let directory = here, last = ''; directory !== last; directory = dirname(directory)) {
    const standing = await io.inspect(join(directory, FILE_NAME))
    if (found === undefined && 'kind' in standing && standing.kind === 'file')
      found = relative(here, join(directory, FILE_NAME))
    if (directory === here && found !== undefined) return found
    if (directory === home || 'kind' in (await io.inspect(join(directory, '.git')))) return found
    last = directory
  }
  return undefined
}

async function readConfig(file: string, io: Io): Promise<Result<PriceListNames>> {
  const json = await readJsonFile(file, io, MAX_CHARACTERS)
  if (!json.ok) return json
  const plain = plainConfig(json.value)
  if (plain) return ok(plain)
  const { parseConfig } = await import('@ratecard/core/schema')
  const config = parseConfig(json.value)
  return config.ok ? config : failed(...config.issues.map((issue) => inFile(issue, file)))
}

const PLAIN = { provider: /^[a-z][a-z0-9-]{0,99}$/, scope: /^[a-z][a-z0-9-]{0,99}$/, currency: /^[A-Z]{3}$/ } as const

/**
 * The settings of a file that nothing is wrong with, at a glance: the parser, which says what is wrong, takes longer to
 * load than a price takes. What this does not take, the parser is asked about.
 */
export function plainConfig(json: LosslessJson): PriceListNames | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const { $schema, ...settings } = json as Readonly<Record<string, LosslessJson>>
  const isPlain = Object.entries(settings).every(
    ([name, value]) =>
      Object.hasOwn(PLAIN, name) &&
      typeof value === 'string' &&
      !(value in {}) &&
      PLAIN[name as keyof typeof PLAIN].test(value),
  )
  return isPlain && ($schema === undefined || typeof $schema === 'string') ? (settings as PriceListNames) : undefined
}
