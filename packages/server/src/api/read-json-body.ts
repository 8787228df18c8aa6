import {
  ExactNumberValue,
  failed,
  type Issue,
  issue,
  type LosslessJson,
  ok,
  type Result,
  readJson,
} from '@ratecard/core'
import { readShape } from '@ratecard/core/schema'
import { serverIssue, shorten } from '../problems/server-issue.ts'
import type { ApiRequest } from './api-message.ts'
import type { JsonBody } from './endpoint.ts'
import { JoinedBytes } from './joined-bytes.ts'

/** A body, and what is said of it. */
export type SentBody = Pick<ApiRequest, 'headers' | 'body'>

/** The fields and the documents of a body. */
export interface ReadBody {
  readonly fields: object
  readonly documents: Readonly<Record<string, LosslessJson>>
}

/**
 * Reads the JSON body of a request: its type, its size, its characters, its syntax and its shape, in this order.
 *
 * @param most bytes that the server takes of any body.
 */
export async function readJsonBody(request: SentBody, body: JsonBody, most: number): Promise<Result<ReadBody>> {
  const type = checkType(request, 'application/json')
  if (!type.ok) return type
  const bytes = await readBytes(request, Math.min(body.limit, most))
  if (!bytes.ok) return bytes
  const text = readText(bytes.value)
  return text.ok ? readBodyText(text.value, body) : text
}

/** Reads what stands for a body in a text: the whole of it, or a line of many. */
export function readBodyText(text: string, body: JsonBody): Result<ReadBody> {
  const json = readJson(text)
  if (!json.ok) return json
  const { fields, documents } = divide(json.value, body)
  const tooMany = manyIn(fields, '') ?? manyInEach(fields) ?? manyInEach(documents, COUNTED)
  if (tooMany) return failed(tooMany)
  const read = readShape(body.fields, fields)
  return read.ok ? ok({ fields: read.value, documents }) : read
}

/** Refuses a body of another type, or a compressed one, which could unpack to any size. */
export function checkType({ headers }: SentBody, expected: string): Result<undefined> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers
  if (encoding !== 'identity') return failed(serverIssue('unsupported-encoding', '', { came: shorten(encoding) }))
  if (type.split(';')[0]?.trim().toLowerCase() === expected) return ok(undefined)
  return failed(serverIssue('unsupported-media-type', '', { expected, came: shorten(type) }))
}

async function readBytes({ headers, body }: SentBody, limit: number): Promise<Result<Uint8Array>> {
  if (Number(headers['content-length'] ?? 0) > limit) return tooLarge(limit)
  const bytes = new JoinedBytes()
  for await (const part of body) {
    if (bytes.length + part.length > limit) return tooLarge(limit)
    bytes.add(part)
  }
  return ok(bytes.take())
}

const tooLarge = (limit: number): Result<never> => failed(serverIssue('body-too-large', '', { limit: String(limit) }))

const decoder = new TextDecoder('utf-8', { fatal: true })

export function readText(bytes: Uint8Array): Result<string> {
  try {
    return ok(decoder.decode(bytes))
  } catch {
    return failed(serverIssue('invalid-text', ''))
  }
}

/** Names of an object that a request states itself: more are none of ours, and telling of each would take its time. */
const MOST_NAMES = 1000

/** Documents of a format of their own, such as the answer of a provider, are as large as that has it. */
const COUNTED: readonly string[] = ['usage', 'remaining']

function manyIn(json: LosslessJson | undefined, path: string): Issue | undefined {
  if (!isObject(json)) return undefined
  let came = 0
  for (const _ in json) came++
  if (came <= MOST_NAMES) return undefined
  return issue('shape-too-large', path, { what: 'items', limit: String(MOST_NAMES), came: String(came) })
}

function manyInEach(fields: LosslessJson, names?: readonly string[]): Issue | undefined {
  if (!isObject(fields)) return undefined
  for (const name in fields) {
    const tooMany = names === undefined || names.includes(name) ? manyIn(fields[name], `/${name}`) : undefined
    if (tooMany) return tooMany
  }
  return undefined
}

/** As it was read: without a prototype, so that it has no names but its own. */
const isObject = (json: LosslessJson | undefined): json is Readonly<Record<string, LosslessJson>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json) && !(json instanceof ExactNumberValue)

/** What is no object at all is left to the schema to refuse. */
function divide(
  json: LosslessJson,
  { documents: names }: JsonBody,
): { fields: LosslessJson } & Pick<ReadBody, 'documents'> {
  const documents: Record<string, LosslessJson> = {}
  if (!isObject(json)) return { fields: json, documents }
  const fields: Record<string, LosslessJson> = Object.create(null)
  for (const name in json) {
    const value = json[name] as LosslessJson
    if (Object.hasOwn(names, name)) documents[name] = value
    else fields[name] = value
  }
  return { fields, documents }
}
