import { failed, multiplyRationals, ok, parseDecimal, type Rational, type Result, rational } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'

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

/** Whole bytes of `20MB`, `1.5 MiB`, `300kB`, `4096`. */
export function readByteSize(text: string, place: string): Result<Rational> {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([A-Za-z]*)$/.exec(text) ?? []
  const [value, factor] = [parseDecimal(digits), BYTES.get(unit)]
  const bytes = value && factor !== undefined && multiplyRationals(value, rational(factor))
  if (bytes && bytes.denominator === 1) return ok(bytes)
  return failed(cliIssue('invalid-byte-size', place, { came: shorten(text) }))
}
