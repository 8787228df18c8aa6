import type { ApiAnswer, ApiGroup, Field, Operation, Shape, TypePart } from './api-data.ts'

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
  readonly format?: string
}

interface Content {
  readonly schema?: Schema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>
}

interface RawParameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}

interface RawOperation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly RawParameter[]
  readonly requestBody?: { readonly description?: string; readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Content>> }>
  >
}

export interface OpenApi {
  readonly info: { readonly title: string; readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** The operations of a description, by their groups. */
export const groupsOf = (api: OpenApi, base: string): readonly ApiGroup[] =>
  api.tags.map(({ name, description }) => ({
    id: name,
    name: description,
    href: `${base}/${name}`,
    operations: Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, one]) =>
        one.tags.includes(name) ? [operationOf(method, path, one, api)] : [],
      ),
    ),
  }))

/** Every named schema. */
export const shapesOf = (api: OpenApi): readonly Shape[] =>
  Object.entries(api.components.schemas).map(([name, schema]) => ({
    name,
    description: schema.description ?? '',
    type: schema.properties ? [] : typeOf(schema),
    fields: fieldsOf(schema),
  }))

function operationOf(method: string, path: string, one: RawOperation, api: OpenApi): Operation {
  const [content] = Object.values(one.requestBody?.content ?? {})
  return {
    id: one.operationId,
    method: method.toUpperCase(),
    path,
    summary: one.summary,
    description: one.description ?? '',
    parameters: (one.parameters ?? []).map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      type: typeOf(parameter.schema ?? {}),
      isRequired: parameter.required === true,
      description: parameter.description ?? '',
    })),
    ...(content && {
      body: {
        description: one.requestBody?.description ?? '',
        type: typeOf(content.schema ?? {}),
        fields: fieldsOf(resolve(content.schema ?? {}, api)),
        ...exampleOf(content),
      },
    }),
    answers: Object.entries(one.responses).map(([status, { description, content: body = {} }]): ApiAnswer => {
      const [first] = Object.values(body)
      return { status, description, type: typeOf(first?.schema ?? {}), ...(first && exampleOf(first)) }
    }),
  }
}

const exampleOf = ({ example, examples = {} }: Content): { readonly example?: string } => {
  const value = example ?? Object.values(examples)[0]?.value
  if (value === undefined) return {}
  return { example: typeof value === 'string' ? value : JSON.stringify(value, null, 2) }
}

const nameOf = (reference: string): string => reference.split('/').at(-1) ?? ''

const resolve = (schema: Schema, api: OpenApi): Schema =>
  schema.$ref === undefined ? schema : (api.components.schemas[nameOf(schema.$ref)] ?? {})

const fieldsOf = ({ properties = {}, required = [] }: Schema): readonly Field[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    type: typeOf(schema),
    isRequired: required.includes(name),
    description: schema.description ?? '',
  }))

function typeOf(schema: Schema): readonly TypePart[] {
  if (schema.$ref !== undefined) return [{ text: nameOf(schema.$ref), schema: nameOf(schema.$ref) }]
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return joined(choices.map(typeOf), ' | ')
  if (schema.allOf) return joined(schema.allOf.map(typeOf), ' & ')
  if (schema.const !== undefined) return [{ text: JSON.stringify(schema.const) }]
  if (schema.enum) return [{ text: schema.enum.map((value) => JSON.stringify(value)).join(' | ') }]
  if (schema.items) return [...typeOf(schema.items), { text: '[]' }]
  if (typeof schema.additionalProperties === 'object')
    return [{ text: '{ [name]: ' }, ...typeOf(schema.additionalProperties), { text: ' }' }]
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : schema.type
  return type === undefined ? [] : [{ text: schema.format === undefined ? `${type}` : `${type} (${schema.format})` }]
}

const joined = (types: readonly (readonly TypePart[])[], sign: string): readonly TypePart[] =>
  types.flatMap((type, at) => (at === 0 ? type : [{ text: sign }, ...type]))
