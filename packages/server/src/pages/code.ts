import { type ExampleRequest, textOf } from '../openapi/example-request.ts'
import { type Html, html } from './html.ts'

/** Where a server is that is started without a word. */
export const USUAL_ADDRESS = 'http://127.0.0.1:8080'

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The command that sends a request, for a shell. */
export function curlOf({ method, path, query, body }: ExampleRequest, language?: string): string {
  const url = `${USUAL_ADDRESS}${path}`
  const address = query === '' ? url : quoted(`${url}?${query}`)
  if (body === undefined) return method === 'GET' ? `curl ${address}` : `curl -X ${method} ${address}`
  return [
    `curl ${address}`,
    ...(language ? [`-H 'accept-language: ${language}'`] : []),
    `-H 'content-type: ${body.mediaType}'`,
    `-d ${quoted(body.text.trimEnd()).replaceAll('\n', body.mediaType === 'application/json' ? '\n  ' : '\n')}`,
  ].join(' \\\n  ')
}

/** Code with its caption; the keyboard can scroll it. */
export const figure = (caption: string, code: Html, label: string): Html =>
  html`<figure><figcaption>${caption}</figcaption><pre tabindex="0" role="group" aria-label="${label}"><code>${code}</code></pre></figure>`

/** A name with its colon, a text, or a number or word. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g

/** JSON, or lines of JSON, with names and values told apart. */
export function jsonCode(example: unknown): Html {
  const text = textOf(example)
  const parts: Html[] = []
  let end = 0
  for (const { 0: token, 1: quotedText, 2: colon, index } of text.matchAll(TOKEN)) {
    const kind = colon === undefined ? 'value' : 'name'
    parts.push(html`${text.slice(end, index)}<span class="${kind}">${quotedText ?? token}</span>${colon}`)
    end = index + token.length
  }
  return html`${parts}${text.slice(end)}`
}
