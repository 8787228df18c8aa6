import type { Addressed } from './open-api.ts'

/** The example of an operation, as it is sent. */
export interface ExampleRequest {
  readonly method: string
  readonly path: string
  /** What stands after the question mark. */
  readonly query: string
  readonly body?: { readonly mediaType: string; readonly text: string }
}

/** The request that the description of an operation gives as its example. */
export function exampleRequest({ method, path, parameters = [], requestBody }: Addressed): ExampleRequest {
  const given = parameters.flatMap(({ name, in: place, example }) =>
    example === undefined ? [] : [{ name, place, text: escapePart(example) }],
  )
  const inPath = new Map(given.filter(({ place }) => place === 'path').map(({ name, text }) => [name, text]))
  const inQuery = given.filter(({ place }) => place === 'query').map(({ name, text }) => `${name}=${text}`)
  const [[mediaType, { example }] = [undefined, { example: undefined }]] = Object.entries(requestBody?.content ?? {})
  return {
    method,
    path: path.replace(/\{(\w+)\}/g, (placeholder, name) => inPath.get(name) ?? placeholder),
    query: inQuery.join('&'),
    ...(mediaType && { body: { mediaType, text: textOf(example) } }),
  }
}

/** What need not be escaped stays readable. */
const escapePart = (text: string): string => encodeURIComponent(text).replace(/%2F/g, '/').replace(/%3A/g, ':')

export const textOf = (example: unknown): string =>
  typeof example === 'string' ? example : JSON.stringify(example ?? {}, null, 2)
