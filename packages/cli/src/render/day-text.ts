import { type Instant, localTime, readOffset } from '@ratecard/core'

/** The day, and the minute where it is not midnight, that the clock of a price list shows: `2026-02-24`. */
export function dayText(at: Instant, timeZone: string): string {
  const { day, minute } = localTime(at, readOffset(timeZone) ?? 0)
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'))
  return minute === 0 ? day : `${day} ${hours}:${minutes}`
}
