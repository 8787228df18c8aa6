import type { About } from '../api/api-message.ts'

/** What is told of a request when the last byte of its answer is sent, or its client is gone. */
export interface Seen {
  readonly about: About
  /** Of a closed set, with `OTHER` for what is not HTTP's own. */
  readonly method: Method
  /** Undefined where the client went away before there was one. */
  readonly status: number | undefined
  readonly milliseconds: number
  /** As they came over the wire, with the headers. */
  readonly bytesIn: number
  readonly bytesOut: number
  /** The client went away before the end. */
  readonly isAborted: boolean
  /** The server could not do what it should. */
  readonly isBroken: boolean
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

export type Method = (typeof METHODS)[number] | 'OTHER'

const KNOWN: ReadonlyMap<string, Method> = new Map(METHODS.map((method) => [method, method]))

export const methodOf = (method: string): Method => KNOWN.get(method) ?? 'OTHER'
