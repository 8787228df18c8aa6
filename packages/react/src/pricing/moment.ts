import { formatInstant, type Instant, type Issue, issue, type Result, readInstant, readOffset } from '@ratecard/core'

/** The instant whose prices apply, as it is written and as it is computed with. */
export interface Moment {
  readonly text: string
  readonly instant: Instant
}

/**
 * The instant of a day on the vendor's clock: noon, as no price of a bundled list begins or ends within a working day. Now
 * where no day is chosen.
 */
export function momentOf(day: string, timeZone: string, now: Instant): Result<Moment> {
  if (day === '') return { ok: true, value: { text: formatInstant(now), instant: now } }
  const text = `${day}T12:00:00${readOffset(timeZone) === undefined ? 'Z' : timeZone}`
  const read = readInstant(text)
  if (read.ok) return { ok: true, value: { text, instant: read.value } }
  const wrong: Issue = issue('ui.invalid-day', '/day', { came: day })
  return { ok: false, issues: [wrong] }
}
