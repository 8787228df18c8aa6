import { failed, issue, ok, type Result, shown } from '../result.ts'
import { multiplyRationals, parseDecimal, type Rational, rational } from './rational.ts'

/** Bytes in a unit. `M` alone is a million, as the guides that say `50M` are read. */
const BYTES: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  k: 1e3,
  K: 1e3,
  kB: 1e3,
  KB: 1e3,
  KiB: 1024,
  M: 1e6,
  MB: 1e6,
  MiB: 1_048_576,
  G: 1e9,
  GB: 1e9,
  GiB: 1_073_741_824,
}

/**
 * Whole bytes of `20MB`, `1.5 MiB`, `300kB`, `4096`.
 *
 * Issues: `invalid-byte-size`.
 *
 * @example
 * readByteSize('20MB') // { ok: true, value: rational(20000000) }
 */
export function readByteSize(text: string, place = ''): Result<Rational> {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([A-Za-z]*)$/.exec(text) ?? []
  const [value, factor] = [parseDecimal(digits), Object.hasOwn(BYTES, unit) ? BYTES[unit] : undefined]
  const bytes = value && factor !== undefined && multiplyRationals(value, rational(factor))
  if (bytes && bytes.denominator === 1) return ok(bytes)
  return failed(issue('invalid-byte-size', place, { came: shown(text) }))
}
