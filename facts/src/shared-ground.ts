import { readInstant } from '@ratecard/core'
import type { Claim } from './read-claims.ts'

const DAY = 86_400_000

/** From the first to the end of the last day that the claim itself names. */
function timeOf({ days, notBefore, from = notBefore, until }: Claim): readonly [number, number] {
  const instant = (text: string) => {
    const read = readInstant(text)
    if (!read.ok) throw new Error(`no instant: ${text}`)
    return read.value
  }
  const starts = days.map((day) => instant(`${day}T00:00:00+08:00`))
  const start = from === undefined ? Math.min(...starts) : instant(from)
  const first = Number.isFinite(start) ? start : Number.NEGATIVE_INFINITY
  return [first, until === undefined ? Math.max(first + DAY, ...starts.map((at) => at + DAY)) : instant(until)]
}

export function isSharedTime(a: Claim, b: Claim): boolean {
  const [[fromA, untilA], [fromB, untilB]] = [timeOf(a), timeOf(b)]
  return fromA < untilB && fromB < untilA
}

export function isSharedTier(a: Claim, b: Claim): boolean {
  const bounds = ({ rate }: Claim) =>
    [Number(rate.tier?.gt ?? Number.NEGATIVE_INFINITY), Number(rate.tier?.le ?? Number.POSITIVE_INFINITY)] as const
  const [[lowA, highA], [lowB, highB]] = [bounds(a), bounds(b)]
  return lowA < highB && lowB < highA
}
