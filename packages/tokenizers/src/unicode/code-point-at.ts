/** The code point at `at`, in text that ends at `to`; of a lone surrogate the surrogate itself. */
export function codePointAt(units: Uint16Array, at: number, to: number): number {
  const unit = units[at] as number
  if (!isPair(units, at, to)) return unit
  return 0x10000 + ((unit & 0x3ff) << 10) + ((units[at + 1] as number) & 0x3ff)
}

/** Whether the unit at `at` and the next are one character, in text that ends at `to`. */
export const isPair = (units: Uint16Array, at: number, to: number): boolean =>
  ((units[at] as number) & 0xfc00) === 0xd800 && at + 1 < to && ((units[at + 1] as number) & 0xfc00) === 0xdc00
