import type { Locale } from '@ratecard/core/messages'

/** A JSON Schema, as far as the pages read it. */
export interface Schema {
  readonly $ref?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly propertyNames?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly description?: string
  readonly example?: unknown
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
  readonly example?: string
}

/** A body of one media type. */
export interface Content {
  readonly schema: Schema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>
}

export interface Described {
  readonly description?: string
  readonly content: Readonly<Record<string, Content>>
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Described
  readonly responses: Readonly<Record<string, Described>>
}

/** The description of the API, as far as the pages read it. */
export interface OpenApi {
  readonly info: { readonly version: string; readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** An operation with its address. */
export interface Addressed extends Operation {
  readonly method: string
  readonly path: string
}

export const operationsOf = ({ paths }: OpenApi): readonly Addressed[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  )

/** The description as it is committed, in the language of the reader. */
export async function loadOpenApi(locale: Locale): Promise<OpenApi> {
  const document =
    locale === 'zh'
      ? await import('../../openapi.zh.json', { with: { type: 'json' } })
      : await import('../../openapi.json', { with: { type: 'json' } })
  return document.default as unknown as OpenApi
}
