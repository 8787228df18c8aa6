import { delimiter } from 'node:path'
import { SETTING_NAMES, type SettingName } from './server-settings.ts'

/** The variable of a setting: RATECARD_TRUST_PROXY of trustProxy. */
export const variableOf = (name: SettingName): string =>
  `RATECARD_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`

/** Settings as texts, such as those of the environment or of a command line, or lists that need no taking apart; what they mean is not checked. */
export type SettingTexts = Readonly<Partial<Record<SettingName, string | readonly string[] | undefined>>>

/** The variables that are set; an empty one is not. */
export const textsIn = (env: Readonly<Record<string, string | undefined>>): SettingTexts =>
  Object.fromEntries(
    SETTING_NAMES.map((name) => {
      const text = env[variableOf(name)]
      // Where a service is called `ratecard`, Kubernetes sets RATECARD_PORT to its address.
      return [name, name === 'port' && text?.startsWith('tcp://') ? undefined : text]
    }),
  )

/** What is no setting: where the file is, and what the CLI reads. */
const OTHER_VARIABLES = ['RATECARD_SETTINGS', 'RATECARD_DEBUG']

/** Variables that look like settings and are none; those with which Kubernetes tells of a service `ratecard` are its own. */
export const strangeVariables = (env: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.keys(env).filter(
    (name) =>
      name.startsWith('RATECARD_') &&
      !KUBERNETES.test(name) &&
      ![...OTHER_VARIABLES, ...SETTING_NAMES.map(variableOf)].includes(name),
  )

const KUBERNETES = /^RATECARD_(?:SERVICE_(?:HOST|PORT)|PORT_\d+_(?:TCP|UDP))/

/** Texts as a file would have them: numbers, and lists with commas or spaces between. */
export const settingsOf = (texts: SettingTexts): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    SETTING_NAMES.flatMap((name) => {
      const text = texts[name]
      if (text === undefined || text.length === 0) return []
      return [[name, typeof text === 'string' ? (READERS[name] ?? numberOr)(text) : text]]
    }),
  )

const words = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '')

const numberOr = (text: string): unknown => (/^\d{1,15}$/.test(text) ? Number(text) : text)

const asIs = (text: string): unknown => text

const READERS: Readonly<Partial<Record<SettingName, (text: string) => unknown>>> = {
  host: asIs,
  keys: (text) => words(text).map(readKey),
  origins: words,
  trustProxy: (text) => (/^\d+$/.test(text) ? Number(text) : words(text)),
  tariffs: (text) => text.split(delimiter).filter((directory) => directory !== ''),
  provider: asIs,
  scope: asIs,
  currency: asIs,
  logLevel: asIs,
}

/** `ID:SHA256:SCOPE+SCOPE` */
function readKey(text: string): object {
  const [id, sha256, scopes = ''] = text.split(':')
  return { id, sha256, scopes: scopes.split('+') }
}
