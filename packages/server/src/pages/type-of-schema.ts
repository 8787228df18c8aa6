import type { Locale } from '@ratecard/core/messages'
import { say } from '../messages/say.ts'
import type { OpenApi, Schema } from '../openapi/open-api.ts'

/** More values than these are told apart from the type. */
const FEW = 6

/** The type of a field in words; code stands between backticks. */
export function typeOfSchema(schema: Schema, document: OpenApi, locale: Locale): string {
  const inside = (one: Schema) => typeOfSchema(one, document, locale)
  const target = resolve(schema, document)
  const name = target.properties?.schema?.const
  if (target !== schema && typeof name === 'string') return `\`${name}\``
  if (target.anyOf) return [...new Set(target.anyOf.map(inside))].join(say('type.or', locale))
  if (target.const !== undefined) return `\`${target.const}\``
  if (target.enum && target.enum.length <= FEW)
    return say('type.choice', locale, { values: target.enum.map((value) => `\`${value}\``) })
  const types = [target.type ?? 'any'].flat()
  return types.map((type) => wordOf(type, target, inside, locale)).join(say('type.or', locale))
}

const WORDS = {
  string: 'type.string',
  integer: 'type.integer',
  number: 'type.number',
  boolean: 'type.boolean',
  null: 'type.null',
  object: 'type.object',
  any: 'type.any',
} as const

const FORMATS = { decimal: 'type.decimal', 'date-time': 'type.date-time' } as const

const isIn = <T extends object>(key: string, words: T): key is Extract<keyof T, string> => Object.hasOwn(words, key)

function wordOf(type: string, schema: Schema, inside: (one: Schema) => string, locale: Locale): string {
  const { format = '', items, properties, additionalProperties: others } = schema
  if (isIn(format, FORMATS)) return say(FORMATS[format], locale)
  if (type === 'array' && items) return say('type.array', locale, { of: inside(items) })
  if (type === 'object' && !properties && typeof others === 'object')
    return say('type.map', locale, { of: inside(others) })
  return say(WORDS[isIn(type, WORDS) ? type : 'any'], locale)
}

export const resolve = (schema: Schema, { components }: OpenApi): Schema =>
  components.schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema

/** What a field takes where that is much: values, or the keys of a map. */
export function choicesOf(
  schema: Schema,
  document: OpenApi,
): { readonly kind: 'type.values' | 'type.keys'; readonly choices: readonly string[] } | undefined {
  const { enum: values, propertyNames } = resolve(schema, document)
  const [kind, found] = values ? (['type.values', values] as const) : (['type.keys', propertyNames?.enum] as const)
  return found && found.length > FEW ? { kind, choices: found.map(String) } : undefined
}
