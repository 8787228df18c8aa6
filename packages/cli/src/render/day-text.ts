import type { Instant } from '@ratecard/core'

const MINUTE = 60_000

/** The day, and the minute where it is not midnight, that the clock of a price list shows: `2026-02-24`. */
export function dayText(at: Instant, timeZone: string): string {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):(\d\d)$/.exec(timeZone) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const [day = '', time = ''] = new Date(at + offset * MINUTE).toISOString().split('T')
  return time.startsWith('00:00') ? day : `${day} ${time.slice(0, 5)}`
}
