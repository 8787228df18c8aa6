import type { IncomingMessage } from 'node:http'
import { JoinedBytes } from '../api/joined-bytes.ts'

/**
 * The body of a request as it comes, no faster than it is taken. The socket stays when the reader leaves: the answer goes by
 * it. (Node's own iterator of a request costs more than all the rest of reading a small body.)
 *
 * @throws As rejections: an error where the body breaks off.
 */
export const bodyParts = (request: IncomingMessage): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => new BodyParts(request),
})

type Part = IteratorResult<Uint8Array, undefined>

const DONE: Part = { done: true, value: undefined }

/** Bytes that are read before they are asked for. */
const AHEAD = 65_536

class BodyParts implements AsyncIterator<Uint8Array, undefined> {
  readonly #request: IncomingMessage
  /** A client may send each byte by itself: what has come is one part. */
  readonly #held = new JoinedBytes()
  #end: Part | Error | undefined
  #settle: ((end: Part | Error) => void) | undefined
  /** What comes after the reader left is thrown away. */
  #isLeft = false

  constructor(request: IncomingMessage) {
    this.#request = request.on('data', this.#comes).on('end', this.#isWhole).on('error', this.#breaksOff)
  }

  next(): Promise<Part> {
    if (this.#held.length > 0) return Promise.resolve({ done: false, value: this.#held.take() })
    if (this.#end instanceof Error) return Promise.reject(this.#end)
    if (this.#end) return Promise.resolve(this.#end)
    this.#request.resume()
    return new Promise((resolve, reject) => {
      this.#settle = (next) => {
        this.#settle = undefined
        if (next instanceof Error) reject(next)
        else resolve(next)
      }
    })
  }

  return(): Promise<Part> {
    this.#isLeft = true
    return Promise.resolve(DONE)
  }

  readonly #comes = (part: Uint8Array) => {
    if (this.#settle) this.#settle({ done: false, value: part })
    else if (!this.#isLeft) {
      this.#held.add(part)
      if (this.#held.length >= AHEAD) this.#request.pause()
    }
  }

  readonly #isWhole = () => this.#ends(DONE)
  readonly #breaksOff = (error: Error) => this.#ends(error)

  /**
   * The first end is the one. Who listened leaves: V8 may keep a request's list of listeners until the next full collection
   * of garbage, and with it all that they know.
   */
  #ends(end: Part | Error): void {
    this.#request.off('data', this.#comes).off('end', this.#isWhole).off('error', this.#breaksOff)
    this.#end ??= end
    this.#settle?.(this.#end)
  }
}
