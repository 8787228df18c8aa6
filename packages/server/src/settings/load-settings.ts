import { dirname, resolve } from 'node:path'
import { failed, type Issue, ok, type Result } from '@ratecard/core'
import { readShape } from '@ratecard/core/schema'
import { isOwnHost } from '../access/is-own-host.ts'
import { serverIssue } from '../problems/server-issue.ts'
import { type SettingTexts, settingsOf, textsIn, variableOf } from './read-environment.ts'
import { readJsonFile } from './read-json-file.ts'
import {
  type ServerSettings,
  type SettingName,
  type StatedSettings,
  serverSettingsSchema,
  withDefaultSettings,
} from './server-settings.ts'

/** Where settings may stand. */
export interface SettingsSources {
  /** Of the command line; they go before all others. */
  readonly given: SettingTexts
  readonly env: Readonly<Record<string, string | undefined>>
  /** In place of `ratecard.server.json` in the working directory, which may be missing. */
  readonly file?: string | undefined
}

/** Settings as they hold, and where each that was stated stands. */
export interface LoadedSettings {
  readonly settings: ServerSettings
  readonly places: Readonly<Partial<Record<SettingName, string>>>
}

const FILE_NAME = 'ratecard.server.json'

/**
 * Puts the settings together: of the command line, of the environment (`RATECARD_…`) and of a file, in this order.
 *
 * Issues: those of `readJson` and `readShape`, `unreadable-settings`, `needs-keys`, `repeated-key-id`.
 */
export async function loadSettings({
  given,
  env,
  file = env.RATECARD_SETTINGS,
}: SettingsSources): Promise<Result<LoadedSettings>> {
  const inFile = await readSettingsFile(file || undefined)
  const sources = [
    inFile,
    checked(settingsOf(textsIn(env)), (name) => variableOf(name as SettingName)),
    checked(settingsOf(given), (name) => optionOf(name as SettingName)),
  ]
  const issues = sources.flatMap((source) => (source.ok ? [] : source.issues))
  if (issues.length > 0) return failed(...issues)
  const stated = sources.flatMap((source) => (source.ok ? [source.value] : []))
  const settings = withDefaultSettings(Object.assign({}, ...stated.map(({ settings }) => settings)))
  const places = Object.assign({}, ...stated.map((source) => source.places))
  const wrong = contradictionsIn(settings).map((issue) => ({
    ...issue,
    path: places[issue.path.slice(1)] ?? issue.path,
  }))
  return wrong.length > 0 ? failed(...wrong) : ok({ settings, places })
}

const optionOf = (name: SettingName): string => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** What settings that are right by themselves may not be together. */
export function contradictionsIn({ host, keys, trustProxy }: ServerSettings): readonly Issue[] {
  const ids = keys.map(({ id }) => id)
  const repeated = ids.filter((id, at) => ids.indexOf(id) !== at)
  const isOpen = keys.length === 0
  return [
    ...[...new Set(repeated)].map((id) => serverIssue('repeated-key-id', '/keys', { id })),
    ...(isOpen && !isOwnHost(host) ? [serverIssue('needs-keys', '/host')] : []),
    // Behind a proxy every request comes from this machine.
    ...(isOpen && trustProxy !== 0 ? [serverIssue('needs-keys', '/trustProxy')] : []),
  ]
}

interface Stated {
  readonly settings: StatedSettings
  readonly places: LoadedSettings['places']
}

function checked(json: unknown, place: (name: string) => string): Result<Stated> {
  const read = readShape(serverSettingsSchema, json)
  if (!read.ok) {
    const placed = (issue: Issue): Issue => {
      const [, name = '', ...rest] = issue.path.split('/')
      // What stands where a digest should may be the key itself.
      const params = name === 'keys' && 'came' in issue.params ? { ...issue.params, came: '…' } : issue.params
      return { ...issue, params, path: [place(name), ...rest].join('/') }
    }
    return failed(...read.issues.map(placed))
  }
  const { $schema: _, ...settings } = read.value
  const places = Object.fromEntries(Object.keys(settings).map((name) => [name, place(name)]))
  return ok({ settings, places })
}

async function readSettingsFile(named: string | undefined): Promise<Result<Stated>> {
  const name = named ?? FILE_NAME
  const json = await readJsonFile(name, (reason) => serverIssue('unreadable-settings', name, { reason }))
  if (!json.ok) {
    const isMissing = json.issues.some(({ params }) => params.reason === 'ENOENT')
    return named === undefined && isMissing ? ok({ settings: {}, places: {} }) : json
  }
  const read = checked(json.value, (setting) => `${name}#/${setting}`)
  if (!read.ok) return read
  const { tariffs } = read.value.settings
  // What a file names stands beside it, wherever the server is started.
  const beside = tariffs && { tariffs: tariffs.map((directory) => resolve(dirname(name), directory)) }
  return ok({ ...read.value, settings: { ...read.value.settings, ...beside } })
}
