import type { LosslessJson, Result } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { z } from 'zod'
import type { Scope } from '../access/scopes.ts'
import type { ProblemCode } from '../problems/problem-status.ts'
import type { Services } from '../services.ts'
import type { ApiResponse } from './api-message.ts'

/** What an endpoint answers with, beside the request itself. */
export interface Context {
  readonly services: Services
  readonly locale: Locale
  readonly requestId: string
  readonly headers: Readonly<Record<string, string | undefined>>
  /** By which the client asked. */
  readonly protocol: string | undefined
  /** Tells of milliseconds that an answer took to compute, where it took them in several turns. */
  readonly computed: (milliseconds: number) => void
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal | undefined
}

/** A JSON body: fields that its schema reads, and fields with documents that are handed on as they came. */
export interface JsonBody<F extends z.ZodObject = z.ZodObject, D extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string
  readonly fields: F
  readonly documents: D
  /** Bytes; what is longer is refused before it is read. */
  readonly limit: number
}

/** What was asked, read by the schemas of the endpoint. */
export interface Read<P extends z.ZodObject, F extends z.ZodObject, D extends z.ZodRawShape> {
  /** Of the path and of the query. */
  readonly parameters: z.output<P>
  readonly fields: z.output<F>
  readonly documents: Readonly<Partial<Record<keyof D, LosslessJson>>>
  /** A body that is read as it comes: where the endpoint has a `lines` body. */
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** What a good answer holds. */
export interface Answered {
  readonly mediaType: string
  /** A schema of its own, or one of core's documents by its name among the components. */
  readonly schema: z.ZodType | { readonly $ref: string } | { readonly type: 'string' }
}

/** The chapters of the description, in their order. */
export const GROUPS = ['prices', 'tokens', 'lists', 'server'] as const

/** A request to show; OpenAPI and the pages show it with what is really answered. */
export interface Example {
  /** Of the path and of the query, by their names. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly body?: object
  readonly lines?: readonly object[]
}

/**
 * One address: routing, the description in OpenAPI and the pages for people are made from its definition. Its words, and
 * those of its fields, are in `messages/`.
 */
export interface Endpoint<
  P extends z.ZodObject = z.ZodObject,
  F extends z.ZodObject = z.ZodObject,
  D extends z.ZodRawShape = z.ZodRawShape,
> {
  /** The name of the operation, and of the method of the client. */
  readonly id: string
  readonly method: 'GET' | 'POST'
  /** What a key must open; `anybody` needs none. */
  readonly scope: Scope | 'anybody'
  /** Answered while the server starts, too, and without limit. */
  readonly isHealth?: boolean
  /** With `{name}` for a parameter. */
  readonly path: string
  readonly group: (typeof GROUPS)[number]
  readonly pathParameters?: z.ZodObject
  readonly query?: z.ZodObject
  readonly parameters: P
  readonly body?: JsonBody<F, D>
  /** A body of lines, each as this one describes; read as it comes. */
  readonly lines?: JsonBody
  readonly answered: Answered
  readonly problems: readonly ProblemCode[]
  /** Missing where the answer shows itself. */
  readonly example?: Example
  /** A request that is refused, with the problem that it shows. */
  readonly refused?: { readonly body: object; readonly code: ProblemCode }
  /** Parameters of the query that it does not know are passed over: what asks here adds some of its own. */
  readonly takesAnyQuery?: boolean
  /** Problems say `error: {message}`, too, where clients of another service look for it. */
  readonly isCompatible?: boolean
  answer(read: Read<P, F, D>, context: Context): Result<ApiResponse> | Promise<Result<ApiResponse>>
}

interface Definition<P extends z.ZodObject, Q extends z.ZodObject, F extends z.ZodObject, D extends z.ZodRawShape>
  extends Omit<Endpoint<z.ZodObject<P['shape'] & Q['shape']>, F, D>, 'parameters' | 'pathParameters' | 'query'> {
  readonly pathParameters?: P
  readonly query?: Q
}

type None = z.ZodObject<Record<never, never>>

/** Defines an endpoint; the types of what it reads follow from its schemas. */
export function endpoint<
  P extends z.ZodObject = None,
  Q extends z.ZodObject = None,
  F extends z.ZodObject = None,
  D extends z.ZodRawShape = Record<never, never>,
>(definition: Definition<P, Q, F, D>): Endpoint {
  const { pathParameters, query } = definition
  const parameters = z.strictObject({ ...pathParameters?.shape, ...query?.shape })
  return { ...definition, parameters } as unknown as Endpoint
}
