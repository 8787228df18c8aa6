import { MODE_NAMES } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { sayFirst } from '../messages/say.ts'
import { mapValues } from './map-values.ts'
import type { OpenApi, Operation, Schema } from './open-api.ts'

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

/**
 * Puts words to what the definitions have none for: parameters, good answers, and schemas with their fields.
 *
 * @param isOwn says by its name whether a schema is one of the server; core describes its own.
 */
export function describeDocument(document: OpenApi, locale: Locale, isOwn: (schema: string) => boolean): OpenApi {
  const { paths, components } = document
  const schemas = mapValues(components.schemas, (schema, name) =>
    isOwn(name) ? { ...textOf([`schema.${name}`], locale), ...describeSchema(name, schema, locale) } : schema,
  )
  const described = mapValues(paths, (methods) =>
    mapValues(methods, (one) => ({ ...one, ...describeParameters(one, locale), ...describeAnswer(one, locale) })),
  )
  return { ...document, paths: described, components: { ...components, schemas } }
}

function textOf(keys: readonly string[], locale: Locale): { readonly description?: string } {
  const description = sayFirst(keys, locale, { modes: MODE_NAMES })
  return description === undefined ? {} : { description }
}

function describeAnswer({ responses }: Operation, locale: Locale): Partial<Operation> {
  const { '200': good = { content: {} } } = responses
  const [type = ''] = Object.keys(good.content)
  const [name = type === 'text/html' ? 'page' : 'text'] = Object.values(good.content).flatMap(
    ({ schema }) => schema.$ref?.split('/').at(-1) ?? [],
  )
  return { responses: { ...responses, '200': { ...good, ...textOf([`schema.${name}`], locale) } } }
}

function describeParameters({ operationId, parameters }: Operation, locale: Locale): Partial<Operation> {
  const words = (name: string) => textOf(fieldKeys(operationId, [name]), locale)
  return parameters ? { parameters: parameters.map((one) => ({ ...one, ...words(one.name) })) } : {}
}

/** A schema with words for each of its fields, however deep. */
function describeSchema(owner: string, schema: Schema, locale: Locale, path: readonly string[] = []): Schema {
  const inside = (one: Schema, more: readonly string[] = path) => describeSchema(owner, one, locale, more)
  const field = (one: Schema, name: string) => {
    const place = [...path, name]
    return { ...textOf(fieldKeys(owner, place), locale), ...inside(one, place) }
  }
  const { properties, items, anyOf, additionalProperties: others } = schema
  return {
    ...schema,
    ...(properties && { properties: mapValues(properties, field) }),
    ...(items && { items: inside(items) }),
    ...(anyOf && { anyOf: anyOf.map((one) => inside(one)) }),
    ...(typeof others === 'object' && { additionalProperties: inside(others) }),
  }
}
