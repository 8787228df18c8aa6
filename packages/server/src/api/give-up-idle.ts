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
export async function* giveUpIdle(
  parts: ApiRequest['body'],
  { bodies: { idle }, stopping }: Pick<Services, 'bodies' | 'stopping'>,
  isStream: boolean,
): AsyncGenerator<Uint8Array> {
  if (!(Symbol.asyncIterator in parts)) return yield* parts
  const iterator = parts[Symbol.asyncIterator]()
  let fail: (issue: Issue) => void = () => {}
  const giveUp = () => fail(serverIssue('idle-body', '', { seconds: String(idle / 1000) }))
  const timer = setTimeout(giveUp, idle)
  const end = isStream ? Number.POSITIVE_INFINITY : performance.now() + 4 * idle
  const stop = () => fail(serverIssue('not-ready', '', { seconds: '1' }))
  stopping.addEventListener('abort', stop)
  const next = () =>
    new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
      fail = (issue) => reject(new BodyGivenUp(issue))
      iterator.next().then(resolve, () => fail(serverIssue('invalid-http', '')))
      if (stopping.aborted) stop()
      else if (performance.now() > end) giveUp()
      else timer.refresh()
    })
  try {
    for (let part = await next(); !part.done; part = await next()) yield part.value
  } finally {
    clearTimeout(timer)
    stopping.removeEventListener('abort', stop)
    // Not waited for: it would wait for the part that does not come.
    void iterator.return?.()
  }
}
