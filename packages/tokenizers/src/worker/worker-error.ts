/**
 * A request to a worker failed there, or the worker is gone.
 *
 * `code` is that of the error in the worker (`unknown-tokenizer`, …); `invalid-argument` for a `TypeError` or
 * `RangeError` of a tokenizer; `internal` for what should not happen; `worker-failed` if the worker broke or ended, and
 * `worker-terminated` if it was told to.
 *
 * @example
 * ```ts
 * const again = error instanceof WorkerError && error.code === 'worker-failed'
 * ```
 */
export class WorkerError extends Error {
  override readonly name = 'WorkerError'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
