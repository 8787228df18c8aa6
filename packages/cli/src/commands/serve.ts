import { failed, ok, type Result } from '@ratecard/core'
import { gather } from '../arguments/gather.ts'
import { readWholeNumber } from '../arguments/read-number.ts'
import { cliIssue, shorten } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { systemErrorCode } from '../system-error.ts'

/** Names of this machine that no other machine reaches. */
const OWN_HOSTS = ['127.0.0.1', '::1', 'localhost']

/** Answers over HTTP, until it is stopped. */
export async function serve(invocation: Invocation, io: Io): Promise<CommandResult> {
  const { option } = invocation
  const read = gather({ host: readHost(option('host')), port: readWholeNumber(option('port') ?? '8080', '--port', 0) })
  if (!read.ok) return failure('arguments', read.issues)
  const { serve: start } = await import('@ratecard/server')
  try {
    const report = (error: unknown, requestId: string) =>
      io.stderr.write(`${requestId} ${error instanceof Error ? error.stack : String(error)}\n`)
    const serving = await start({ ...read.value, report })
    const isJson = invocation.has('json')
    io.stdout.write(`${isJson ? JSON.stringify({ schema: 'ratecard/serve@1', url: serving.url }) : serving.url}\n`)
    await io.untilStopped()
    await serving.close()
    return { kind: 'written', outcome: 'done' }
  } catch (error) {
    const reason = systemErrorCode(error)
    if (!CANNOT_LISTEN.has(reason)) throw error
    return failure('input', [cliIssue('cannot-listen', `${read.value.host}:${read.value.port}`, { reason })])
  }
}

const CANNOT_LISTEN: ReadonlySet<string> = new Set([
  'EADDRINUSE',
  'EACCES',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'ERR_SOCKET_BAD_PORT',
])

function readHost(host = '127.0.0.1'): Result<string> {
  if (OWN_HOSTS.includes(host)) return ok(host)
  return failed(cliIssue('public-host', '--host', { came: shorten(host) }))
}
