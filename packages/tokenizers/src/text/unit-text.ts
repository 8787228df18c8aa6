import { SENTINEL } from '../split/splitter.ts'

/** UTF-16 under two views of one buffer, which goes on for {@link PADDING} units at least behind the text. */
export interface UnitText {
  readonly units: Uint16Array
  readonly view: DataView
}

/** What is read at once, so that no read has to ask where the text ends. */
const PADDING = 32
/** Below so many units Node's own copying costs more than it saves. */
const FEW = 64

/** Text in a buffer that grows: units are appended, read and removed from the front. */
export class UnitBuffer implements UnitText {
  units: Uint16Array
  view: DataView
  length = 0
  private native: Buffer | undefined

  constructor(capacity: number) {
    this.units = new Uint16Array(capacity + PADDING)
    this.view = new DataView(this.units.buffer)
    this.native = nativeBuffer(this.units)
  }

  /** Units that fit. */
  get capacity(): number {
    return this.units.length - PADDING
  }

  /** Units that still fit. */
  get room(): number {
    return this.capacity - this.length
  }

  /** Grows until so many units more fit. */
  makeRoom(count: number): void {
    if (this.room < count) this.grow(Math.max(2 * this.capacity, this.length + count))
  }

  /** Appends text that fits. */
  append(text: string): void {
    const { units, native, length } = this
    if (native !== undefined && text.length > FEW) native.write(text, 2 * length, 'utf16le')
    else for (let at = 0; at < text.length; at++) units[length + at] = text.charCodeAt(at)
    this.length += text.length
  }

  /** Appends units that fit. */
  appendUnits(units: Uint16Array): void {
    this.units.set(units, this.length)
    this.length += units.length
  }

  /** Removes `count` units from the front. */
  drop(count: number): void {
    this.units.copyWithin(0, count, this.length)
    this.length -= count
  }

  grow(capacity: number): void {
    const { units, length } = this
    this.units = new Uint16Array(capacity + PADDING)
    this.units.set(units.subarray(0, length))
    this.view = new DataView(this.units.buffer)
    this.native = nativeBuffer(this.units)
  }
}

/** Units that one call takes as arguments. */
const ARGUMENTS = 4096

/** The text from `from` to `to`, as a string of its own: a slice of another one would keep all of that. */
export function textOf({ units }: UnitText, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at += ARGUMENTS)
    text += String.fromCharCode(...units.subarray(at, Math.min(to, at + ARGUMENTS)))
  return text
}

/** Runs `read` while the text ends at `end`. */
export function endingAt<T>({ units }: UnitText, end: number, read: () => T): T {
  const unit = units[end] as number
  units[end] = SENTINEL
  try {
    return read()
  } finally {
    units[end] = unit
  }
}

/** Node copies a string forty times as fast as a loop does; a big-endian machine has to loop. */
function nativeBuffer({ buffer }: Uint16Array): Buffer | undefined {
  const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
  return littleEndian ? globalThis.Buffer?.from(buffer) : undefined
}
