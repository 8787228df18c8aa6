import { MODE_NAMES } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { sayFirst } from '../messages/say.ts'
import type { Operation, Schema } from './open-api.ts'

/**
 * Where the words of a field may stand: first for itself, in the request or answer that has it, then for all fields of the
 * name.
 *
 * @param owner the name of the schema, or of the operation whose parameter it is.
 * @param path the names of the fields that lead to it.
 */
export const fieldKeys = (owner: string, path: readonly string[]): readonly string[] => [
  `field.${[owner, ...path].join('.')}`,
  `field.${path.at(-1)}`,
]

const wordsOf = (owner: string, path: readonly string[], locale: Locale) => {
  const description = sayFirst(fieldKeys(owner, path), locale, { modes: MODE_NAMES })
  return description === undefined ? {} : { description }
}

export const describeParameters = ({ operationId, parameters }: Operation, locale: Locale): Partial<Operation> =>
  parameters ? { parameters: parameters.map((one) => ({ ...one, ...wordsOf(operationId, [one.name], locale) })) } : {}

/** A schema with words for each of its fields, however deep. */
export function describeSchema(owner: string, schema: Schema, locale: Locale, path: readonly string[] = []): Schema {
  const inside = (one: Schema, name?: string) =>
    describeSchema(owner, one, locale, name === undefined ? path : [...path, name])
  const { properties, items, anyOf, additionalProperties } = schema
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [
    name,
    { ...wordsOf(owner, [...path, name], locale), ...inside(field, name) },
  ])
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(fields) }),
    ...(items && { items: inside(items) }),
    ...(anyOf && { anyOf: anyOf.map((one) => inside(one)) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: inside(additionalProperties) }),
  }
}
