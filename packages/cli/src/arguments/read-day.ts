import { failed, ok, type Result, readInstant } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'

/** Reads a calendar day: `2026-12-31`. */
export const readDay = (text: string, place: string): Result<string> =>
  /^\d{4}-\d\d-\d\d$/.test(text) && readInstant(`${text}T00:00:00Z`).ok
    ? ok(text)
    : failed(cliIssue('invalid-day', place, { came: shorten(text) }))
