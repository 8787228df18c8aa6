const NOTHING = new Uint8Array(0)

/** Bytes that come in parts, kept as one: many small parts take no more memory than they have bytes. */
export class JoinedBytes {
  #bytes: Uint8Array = NOTHING
  length = 0

  add(part: Uint8Array): void {
    const length = this.length + part.length
    // The only part there is, as most bodies are, is not copied.
    if (this.length === 0) this.#bytes = part
    else {
      if (length > this.#bytes.length) this.#bytes = grown(this.#bytes.subarray(0, this.length), 2 * length)
      this.#bytes.set(part, this.length)
    }
    this.length = length
  }

  /** All of them; there are none after. */
  take(): Uint8Array {
    const whole = this.#bytes.subarray(0, this.length)
    this.#bytes = NOTHING
    this.length = 0
    return whole
  }
}

function grown(bytes: Uint8Array, capacity: number): Uint8Array {
  const larger = new Uint8Array(capacity)
  larger.set(bytes)
  return larger
}
