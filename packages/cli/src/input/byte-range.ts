/** A part of a file: bytes from `from` up to, and without, `to`. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}
