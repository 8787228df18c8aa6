import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { problemFor } from '../problems/problem.ts'
import { serverIssue } from '../problems/server-issue.ts'

/** Of all headers of a request together. */
export const MOST_HEADER_BYTES = 16_384

/** Milliseconds in which they must have come. */
export const HEADERS_TIMEOUT = 10_000

/** Answers requests that Node's parser refuses, which never become a request, with problems, too. */
export function refuseBroken(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // An answer that has begun cannot become another one.
    const { _httpMessage: answering } = socket as Socket & { readonly _httpMessage?: { readonly headersSent: boolean } }
    if (!socket.writable || error.code === 'ECONNRESET' || answering?.headersSent) {
      socket.destroy()
      return
    }
    socket.end(rawProblem(error.code))
  })
}

function rawProblem(code: string | undefined): string {
  const problem = problemFor([issueOf(code)], { locale: 'en', requestId: crypto.randomUUID() })
  const body = JSON.stringify(problem)
  return [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n')
}

function issueOf(code: string | undefined) {
  if (code === 'HPE_HEADER_OVERFLOW') return serverIssue('headers-too-large', '', { limit: String(MOST_HEADER_BYTES) })
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return serverIssue('idle-body', '', { seconds: String(HEADERS_TIMEOUT / 1000) })
  return serverIssue('invalid-http', '')
}
