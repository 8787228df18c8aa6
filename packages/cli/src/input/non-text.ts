/** How many bytes are looked at to tell text from something else: as many as git looks at. */
export const HEAD_BYTES = 8000

/** Marks of other encodings; of UTF-32 first, because it begins with that of UTF-16. */
const MARKS = [
  ['UTF-32', [0xff, 0xfe, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
] as const

/** What the beginning of a file is, if it is no text in UTF-8: as git decides, a file with a NUL byte is binary. */
export function nonTextKind(head: Uint8Array): 'binary' | 'UTF-16' | 'UTF-32' | undefined {
  const mark = MARKS.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))
  return mark?.[0] ?? (head.includes(0) ? 'binary' : undefined)
}
