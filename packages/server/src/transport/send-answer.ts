import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { About, ApiResponse } from '../api/api-message.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

/** How an answer is sent. */
interface Sending {
  /** A server that stops keeps no connection. */
  readonly isStopping: boolean
  readonly tell: (told: About) => void
}

/** Sends an answer of plain data by Express. */
export async function sendAnswer(
  answer: ApiResponse,
  request: Request,
  response: Response,
  { isStopping, tell }: Sending,
): Promise<void> {
  send(answer, request, response, isStopping)
  if (typeof answer.body === 'string') return
  await sendParts(answer.body, response, tell)
  // A body that was given up is not waited for.
  if (!request.complete) request.socket.destroySoon()
}

function send(answer: ApiResponse, request: Request, response: Response, isStopping: boolean): void {
  const headers: Record<string, string | number> = Object.assign({}, SECURITY_HEADERS, answer.headers)
  // That of CORS stays.
  const vary = response.getHeader('vary')
  if (vary !== undefined) headers.vary = `${vary}, ${headers.vary}`
  if (typeof answer.body !== 'string') {
    response.writeHead(answer.status, headers)
    return
  }
  // A server that stops keeps no connection, nor is one kept for what is left of a body that was refused.
  if (isStopping || !request.complete) headers.connection = 'close'
  if (answer.status !== 304) headers['content-length'] = Buffer.byteLength(answer.body)
  response.writeHead(answer.status, headers)
  const body = request.method === 'HEAD' ? '' : answer.body
  if (request.complete) response.end(body)
  else endAfterHearing(request, response, body)
}

/** Milliseconds in which a client that is still sending may hear that it was refused. */
const HEARING = 1000

/** To close a connection on which something comes would take back what was sent: it is heard, and thrown away. */
function endAfterHearing(request: Request, response: Response, body: string): void {
  response.write(body)
  const timer = setTimeout(() => response.end(), HEARING).unref()
  request.on('close', () => {
    clearTimeout(timer)
    response.end()
  })
  request.resume()
}

/** As fast as the client takes them, and no longer than it stays. */
async function sendParts(
  parts: Exclude<ApiResponse['body'], string>,
  response: Response,
  tell: (about: About) => void,
): Promise<void> {
  const source = Readable.from(parts, { objectMode: false }).once('error', (error) => tell({ error }))
  try {
    await pipeline(source, response)
  } catch {
    response.destroy()
  }
}
