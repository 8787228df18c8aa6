/** Bytes that one UTF-16 unit takes at most. */
export const BYTES_PER_UNIT = 3

/** Writes UTF-16 from `from` to `to` as UTF-8 to `bytes` and returns its length. A lone surrogate becomes U+FFFD. */
export function writeUtf8(units: Uint16Array, from: number, to: number, bytes: Uint8Array): number {
  let length = 0
  for (let at = from; at < to; at++) {
    let unit = units[at] as number
    if (unit < 0x80) {
      bytes[length++] = unit
      continue
    }
    if (unit < 0x800) {
      bytes[length++] = 0xc0 | (unit >> 6)
      bytes[length++] = 0x80 | (unit & 0x3f)
      continue
    }
    if ((unit & 0xf800) === 0xd800) {
      const second = at + 1 < to ? (units[at + 1] as number) : 0
      if (unit < 0xdc00 && (second & 0xfc00) === 0xdc00) {
        const codePoint = 0x10000 + ((unit & 0x3ff) << 10) + (second & 0x3ff)
        bytes[length++] = 0xf0 | (codePoint >> 18)
        bytes[length++] = 0x80 | ((codePoint >> 12) & 0x3f)
        bytes[length++] = 0x80 | ((codePoint >> 6) & 0x3f)
        bytes[length++] = 0x80 | (codePoint & 0x3f)
        at++
        continue
      }
      unit = 0xfffd
    }
    bytes[length++] = 0xe0 | (unit >> 12)
    bytes[length++] = 0x80 | ((unit >> 6) & 0x3f)
    bytes[length++] = 0x80 | (unit & 0x3f)
  }
  return length
}
