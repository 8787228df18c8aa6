import { isIP } from 'node:net'
import { z } from 'zod'
import { SCOPES } from '../access/scopes.ts'
import { currencyCode, matching } from '../api/text-schemas.ts'

const count = (least: number, most: number) =>
  z.int({ error: 'setting-number' }).min(least, { error: 'setting-number' }).max(most, { error: 'setting-number' })

/** A key as it is kept: who has it, what it opens, and a digest that it cannot be made from. */
export const keySchema = z.strictObject({
  id: matching('key-id', /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/).meta({
    description: 'Names its holder in logs and limits; no secret.',
  }),
  sha256: matching('sha256', /^[0-9a-f]{64}$/).meta({ description: 'Of the key, in hexadecimal.' }),
  scopes: z
    .array(z.enum(SCOPES, { error: 'one-of' }), { error: 'array' })
    .min(1, { error: 'not-empty' })
    .meta({ description: 'What it opens.' }),
})

/** As browsers write it: in small letters, without the usual port, and with nothing after it. */
const isOrigin = (text: string): boolean => /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text

/** An address, or one with how many bits of it name the network. */
function isNetwork(text: string): boolean {
  const [address = '', bits = '1', ...more] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return more.length === 0 && /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most
}

const name = matching('id', /^[A-Za-z0-9][\w.-]{0,99}$/)
const seconds = count(1, 3600)

/** The settings of a server: those of its file, and with `RATECARD_` before their names those of the environment. */
export const serverSettingsSchema = z.strictObject({
  $schema: z
    .string({ error: 'text' })
    .exactOptional()
    .meta({ description: 'Where editors find the schema of this file.' }),
  host: matching('host', /^[\w.:%-]{1,253}$/)
    .exactOptional()
    .meta({ description: 'The address to listen at. Default 127.0.0.1; any but this machine itself needs keys.' }),
  port: count(0, 65_535).exactOptional().meta({ description: 'Default 8080; 0 is any that is free.' }),
  keys: z
    .array(keySchema, { error: 'array' })
    .exactOptional()
    .meta({ description: 'Who may ask. With one key here, every request needs one.' }),
  origins: z
    .array(z.string({ error: 'origin' }).refine(isOrigin, { error: 'origin' }), { error: 'array' })
    .exactOptional()
    .meta({ description: 'Web sites whose pages may ask, such as https://docs.example.com.' }),
  trustProxy: z
    .union([count(0, 16), z.array(z.string({ error: 'address' }).refine(isNetwork, { error: 'address' }))], {
      error: 'trust-proxy',
    })
    .exactOptional()
    .meta({
      description: 'How many proxies stand before the server, or their addresses. Default 0: no header is believed.',
    }),
  unitsPerMinute: count(0, 1_000_000_000)
    .exactOptional()
    .meta({
      description:
        'What one key, or one address without a key, may use: a request costs 1 unit, 10,000 bytes of its body 1, and a ' +
        'millisecond of computing 1. 0 is no limit. Default 60,000; of a server for this machine alone, 0.',
    }),
  bodyBytes: count(1000, 64_000_000)
    .exactOptional()
    .meta({ description: 'No body is longer, nor a line of a batch; an address may take less.' }),
  idleSeconds: seconds
    .exactOptional()
    .meta({ description: 'A body that sends nothing for longer is given up. Default 30.' }),
  countThreads: count(1, 64)
    .exactOptional()
    .meta({ description: 'Threads that count tokens. Default: one less than processors, at most 4.' }),
  countQueue: count(0, 100_000).exactOptional().meta({ description: 'Counts that may wait for a thread. Default 64.' }),
  countSeconds: seconds.exactOptional().meta({ description: 'A count that takes longer is given up. Default 10.' }),
  tariffs: z
    .array(matching('text', /^.{1,4096}$/su), { error: 'array' })
    .exactOptional()
    .meta({ description: 'Directories with price lists of your own; a list takes the place of one of the same id.' }),
  provider: name.exactOptional().meta({ description: 'Among several price lists, one of this provider is meant.' }),
  scope: name.exactOptional().meta({ description: 'Among several price lists, one of this scope is meant.' }),
  currency: currencyCode
    .exactOptional()
    .meta({ description: 'Among several price lists, one in this currency is meant.' }),
  logLevel: z
    .enum(['silent', 'error', 'info'], { error: 'one-of' })
    .exactOptional()
    .meta({ description: 'Default info: one line of JSON for each request, on stderr.' }),
  shutdownSeconds: seconds
    .exactOptional()
    .meta({ description: 'What was begun has this long to end when the server is stopped. Default 25.' }),
})

export type StatedSettings = Omit<z.output<typeof serverSettingsSchema>, '$schema'>

export type SettingName = keyof StatedSettings

export const SETTING_NAMES = Object.keys(serverSettingsSchema.shape).filter(
  (one) => one !== '$schema',
) as readonly SettingName[]

/** Settings as they hold; those without a default may be missing. */
export type ServerSettings = StatedSettings &
  Required<Omit<StatedSettings, 'provider' | 'scope' | 'currency' | 'countThreads'>>

/** @param settings that were stated. */
export function withDefaultSettings(settings: StatedSettings): ServerSettings {
  const { host = '127.0.0.1', keys = [] } = settings
  return {
    port: 8080,
    origins: [],
    trustProxy: 0,
    unitsPerMinute: keys.length > 0 ? 60_000 : 0,
    bodyBytes: 16_000_000,
    idleSeconds: 30,
    countQueue: 64,
    countSeconds: 10,
    tariffs: [],
    logLevel: 'info',
    shutdownSeconds: 25,
    ...settings,
    host,
    keys,
  }
}
