import type { Log } from './open-log.ts'
import type { Seen } from './seen.ts'

/** One line for a request; what it held is not in it. */
export function logRequest(log: Log, seen: Seen): void {
  const { about, method, status, milliseconds, bytesIn, bytesOut, isAborted, isBroken } = seen
  if (!log.isLevelEnabled(isBroken ? 'error' : 'info')) return
  const { requestId, operation = 'none', keyId, error } = about
  const line = {
    requestId,
    operation,
    keyId,
    method,
    status,
    ms: Math.round(milliseconds * 1000) / 1000,
    bytesIn,
    bytesOut,
    aborted: isAborted || undefined,
    error: error === undefined ? undefined : errorFields(error),
  }
  if (isBroken) log.error(line, 'request')
  else log.info(line, 'request')
}

/** An error without its message, which can hold what was sent. */
function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code } = error as { readonly code?: unknown }
  return { name: word(error.name), code: word(code), frames: framesOf(error) }
}

const word = (text: unknown): string | undefined =>
  typeof text === 'string' && /^\w{1,64}$/.test(text.replaceAll('-', '_')) ? text : undefined

/** Of the stack only what follows the message, which may look like frames itself. */
function framesOf({ message, stack = '' }: Error): readonly string[] {
  const start = stack.indexOf(message)
  if (start < 0) return []
  const [, ...lines] = stack.slice(start + message.length).split('\n')
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('at '))
}
