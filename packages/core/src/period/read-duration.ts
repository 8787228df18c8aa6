import { type Rational, rational } from '../number/rational.ts'
import { failed, issue, ok, type Result, shown } from '../result.ts'

const SECONDS: Readonly<Record<string, bigint>> = { d: 86_400n, h: 3600n, m: 60n, s: 1n }
const DURATION = /^(?=\d)(?:\d+(?:\.\d{1,9})?d)?(?:\d+(?:\.\d{1,9})?h)?(?:\d+(?:\.\d{1,9})?m)?(?:\d+(?:\.\d{1,9})?s)?$/
const PART = /(\d+)(?:\.(\d+))?([dhms])/g
const NANO = 1_000_000_000n
const MAX_LENGTH = 40

/**
 * Seconds of `90s`, `10m`, `1.5h`, `1h30m`: exact, and more than 0.
 *
 * Issues: `invalid-duration`.
 *
 * @example
 * readDuration('1h30m') // { ok: true, value: rational(5400) }
 */
export function readDuration(text: string, place = ''): Result<Rational> {
  if (text.length <= MAX_LENGTH && DURATION.test(text)) {
    let nanoseconds = 0n
    for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(PART))
      nanoseconds += BigInt(whole + fraction.padEnd(9, '0')) * (SECONDS[unit] ?? 0n)
    if (nanoseconds > 0n)
      return ok(rational(`${nanoseconds / NANO}.${(nanoseconds % NANO).toString().padStart(9, '0')}`))
  }
  return failed(issue('invalid-duration', place, { came: shown(text) }))
}
