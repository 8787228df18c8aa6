/** Lets as many pass at once as there is `room`, and as many wait for it as the `queue` is long, the first that came first. */
export class WaitingLine {
  readonly #room: number
  readonly #queue: number
  /** What lets each in, in the order in which they came. */
  readonly #waiting = new Set<() => void>()
  #inside = 0

  constructor(room: number, queue: number) {
    this.#room = room
    this.#queue = queue
  }

  get inside(): number {
    return this.#inside
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Waits for a place, which {@link leave} gives back. False where the queue is full, or `signal` was aborted before. */
  async enter(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted || (this.#inside === this.#room && this.#waiting.size >= this.#queue)) return false
    if (this.#inside < this.#room) {
      this.#inside++
      return true
    }
    return new Promise((resolve) => {
      const giveUp = () => {
        this.#waiting.delete(letIn)
        resolve(false)
      }
      const letIn = () => {
        signal.removeEventListener('abort', giveUp)
        resolve(true)
      }
      this.#waiting.add(letIn)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** Gives a place back, or on to whoever waits the longest. */
  leave(): void {
    const [letIn] = this.#waiting
    if (letIn === undefined) {
      this.#inside--
      return
    }
    this.#waiting.delete(letIn)
    letIn()
  }
}
