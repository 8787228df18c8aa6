import type { Issue } from '@ratecard/core'
import { serverIssue } from '../problems/server-issue.ts'
import type { Services } from '../services.ts'
import type { ApiRequest } from './api-message.ts'

/** Thrown where a body does not come whole. */
export class BodyGivenUp extends Error {
  override readonly name = 'BodyGivenUp'
  readonly issue: Issue

  constructor(issue: Issue) {
    super(issue.code)
    this.issue = issue
  }
}

/**
 * The parts of a body, none of which is waited for longer than a time, nor beyond the end of the server. How long the
 * reader takes with a part does not count.
 *
 * @param isStream whether it may last: any other body must be whole within four times that time, or it could come byte by
 * byte for ever.
 * @throws As rejections: {@link BodyGivenUp} with `idle-body`, `not-ready`, or `invalid-http` where it broke off.
 */
export function giveUpIdle(
  parts: ApiRequest['body'],
  { bodies: { idle }, stopping }: Pick<Services, 'bodies' | 'stopping'>,
  isStream: boolean,
): ApiRequest['body'] {
  if (!(Symbol.asyncIterator in parts)) return parts
  return { [Symbol.asyncIterator]: () => patiently(parts[Symbol.asyncIterator](), { idle, isStream, stopping }) }
}

interface Patience {
  readonly idle: number
  readonly isStream: boolean
  readonly stopping: AbortSignal
}

/** No generator: this stands before every body, and most are one small part, which is soon over when the server stops. */
function patiently(
  parts: AsyncIterator<Uint8Array>,
  { idle, isStream, stopping }: Patience,
): AsyncIterator<Uint8Array> {
  const end = isStream ? Number.POSITIVE_INFINITY : performance.now() + 4 * idle
  /** Of the part that is waited for; nothing fails between parts. */
  let fail: (issue: Issue) => void = ignore
  const giveUp = () => fail(serverIssue('idle-body', '', { seconds: String(idle / 1000) }))
  const stop = () => fail(serverIssue('not-ready', '', { seconds: '1' }))
  if (isStream) stopping.addEventListener('abort', stop)
  const leave = () => {
    if (isStream) stopping.removeEventListener('abort', stop)
  }
  return {
    next: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(giveUp, idle)
        const settle = () => {
          clearTimeout(timer)
          fail = ignore
        }
        fail = (issue) => {
          settle()
          leave()
          reject(new BodyGivenUp(issue))
        }
        const breakOff = () => fail(serverIssue('invalid-http', ''))
        parts.next().then((part) => {
          settle()
          if (part.done) leave()
          resolve(part)
        }, breakOff)
        if (stopping.aborted) stop()
        else if (performance.now() > end) giveUp()
      }),
    return: () => {
      leave()
      // Not waited for: it would wait for the part that does not come.
      void parts.return?.()
      return Promise.resolve({ done: true, value: undefined })
    },
  }
}

const ignore = () => {}
