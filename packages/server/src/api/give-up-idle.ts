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
  readonly #open: OpenBodies
  /** Among the {@link OpenBodies}. */
  place = -1
  #timer: NodeJS.Timeout | undefined
  /** Of the part that is waited for; nothing fails between parts. */
  #reject: ((error: BodyGivenUp) => void) | undefined

  constructor(parts: AsyncIterator<Uint8Array>, patience: Patience) {
    this.#parts = parts
    this.#patience = patience
    this.#end = patience.isStream ? Number.POSITIVE_INFINITY : performance.now() + 4 * patience.idle
    this.#open = openBodiesOf(patience.stopping)
    this.#open.add(this)
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
      if (this.#patience.stopping.aborted) this.stop()
      else if (performance.now() > this.#end) this.#giveUp()
    })
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.#leave()
    // Not waited for: it would wait for the part that does not come.
    void this.#parts.return?.()
    return Promise.resolve({ done: true, value: undefined })
  }

  /** The server has no time left. */
  stop(): void {
    this.#fail('not-ready', { seconds: '1' })
  }

  readonly #giveUp = () => this.#fail('idle-body', { seconds: String(this.#patience.idle / 1000) })
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
    this.#open.delete(this)
  }
}

/**
 * Those that wait. No Set: each time that one is laid out anew, the old layout keeps what it held until the next full
 * collection of garbage, and with it the whole request.
 */
class OpenBodies {
  readonly #bodies: PatientParts[] = []

  add(body: PatientParts): void {
    body.place = this.#bodies.push(body) - 1
  }

  /** The last one takes its place. */
  delete(body: PatientParts): void {
    if (this.#bodies[body.place] !== body) return
    const last = this.#bodies.pop()
    if (last === undefined || last === body) return
    last.place = body.place
    this.#bodies[body.place] = last
  }

  stop(): void {
    for (const body of [...this.#bodies]) body.stop()
  }
}

/** One listener for all that a signal stops, as each body would pay for its own. */
const OPEN = new WeakMap<AbortSignal, OpenBodies>()

function openBodiesOf(stopping: AbortSignal): OpenBodies {
  const known = OPEN.get(stopping)
  if (known) return known
  const bodies = new OpenBodies()
  OPEN.set(stopping, bodies)
  stopping.addEventListener('abort', () => bodies.stop())
  return bodies
}
