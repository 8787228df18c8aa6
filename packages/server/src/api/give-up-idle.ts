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
  return { [Symbol.asyncIterator]: () => new PatientParts(parts[Symbol.asyncIterator](), { idle, isStream, stopping }) }
}

interface Patience {
  readonly idle: number
  readonly isStream: boolean
  readonly stopping: AbortSignal
}

/** No generator, and one timer: this stands before every body, and most are one small part. */
class PatientParts implements AsyncIterator<Uint8Array> {
  readonly #parts: AsyncIterator<Uint8Array>
  readonly #patience: Patience
  readonly #end: number
  readonly #stops: Set<() => void>
  #timer: NodeJS.Timeout | undefined
  /** Of the part that is waited for; nothing fails between parts. */
  #reject: ((error: BodyGivenUp) => void) | undefined

  constructor(parts: AsyncIterator<Uint8Array>, patience: Patience) {
    this.#parts = parts
    this.#patience = patience
    this.#end = patience.isStream ? Number.POSITIVE_INFINITY : performance.now() + 4 * patience.idle
    this.#stops = stopsOf(patience.stopping)
    this.#stops.add(this.#stop)
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    return new Promise((resolve, reject) => {
      this.#reject = reject
      this.#timer = this.#timer?.refresh() ?? setTimeout(this.#giveUp, this.#patience.idle)
      this.#parts.next().then((part) => {
        this.#reject = undefined
        if (part.done) this.#leave()
        resolve(part)
      }, this.#breakOff)
      if (this.#patience.stopping.aborted) this.#stop()
      else if (performance.now() > this.#end) this.#giveUp()
    })
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.#leave()
    // Not waited for: it would wait for the part that does not come.
    void this.#parts.return?.()
    return Promise.resolve({ done: true, value: undefined })
  }

  readonly #giveUp = () => this.#fail('idle-body', { seconds: String(this.#patience.idle / 1000) })
  readonly #stop = () => this.#fail('not-ready', { seconds: '1' })
  readonly #breakOff = () => this.#fail('invalid-http')

  #fail(code: 'idle-body' | 'not-ready' | 'invalid-http', params: Issue['params'] = {}): void {
    const reject = this.#reject
    if (reject === undefined) return
    this.#leave()
    reject(new BodyGivenUp(serverIssue(code, '', params)))
  }

  #leave(): void {
    this.#reject = undefined
    clearTimeout(this.#timer)
    this.#stops.delete(this.#stop)
  }
}

/** Whom a signal stops: one listener for all, as each body would pay for its own. */
const STOPS = new WeakMap<AbortSignal, Set<() => void>>()

function stopsOf(stopping: AbortSignal): Set<() => void> {
  const known = STOPS.get(stopping)
  if (known) return known
  const stops = new Set<() => void>()
  STOPS.set(stopping, stops)
  stopping.addEventListener('abort', () => {
    for (const stop of stops) stop()
  })
  return stops
}
