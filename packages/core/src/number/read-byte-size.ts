import { failed, issue, ok, type Result, shown } from '../result.ts'
import { multiplyRationals, parseDecimal, type Rational, rational } from './rational.ts'

/** Bytes in a unit. `M` alone is a million, as the guides that say `50M` are read. */
const BYTES: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['B', 1],
  ...(['k', 'M', 'G'] as const).flatMap((prefix, at): [string, number][] => {
    const [decimal, binary] = [1000 ** (at + 1), 1024 ** (at + 1)]
    return [
      [prefix, decimal],
      [prefix.toUpperCase(), decimal],
      [`${prefix}B`, decimal],
      [`${prefix.toUpperCase()}B`, decimal],
      [`${prefix.toUpperCase()}iB`, binary],
    ]
  }),
])

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
  const [value, factor] = [parseDecimal(digits), BYTES.get(unit)]
  const bytes = value && factor !== undefined && multiplyRationals(value, rational(factor))
  if (bytes && bytes.denominator === 1) return ok(bytes)
  return failed(issue('invalid-byte-size', place, { came: shown(text) }))
}
