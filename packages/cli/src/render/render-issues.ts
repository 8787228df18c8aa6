import type { Issue } from '@ratecard/core'
import { renderMessage } from '@ratecard/core/messages'
import type { ToldIssue } from '../command.ts'
import type { Page } from './page.ts'
import type { StyleName } from './style.ts'
import { keepEnd, printable } from './text-width.ts'

/** What went wrong, each with its place, for a person. */
export const renderIssues = (issues: readonly Issue[], page: Page): string => renderAll('error', 'red', issues, page)

/** What is worth knowing although nothing failed. */
export const renderNotices = (issues: readonly Issue[], page: Page): string =>
  renderAll('warning', 'yellow', issues, page)

/** Of more than these of one kind, a person reads no more. */
const MOST_ALIKE = 10

function renderAll(label: string, colour: StyleName, issues: readonly Issue[], page: Page): string {
  const seen = new Map<string, number>()
  const lines = issues.map((issue) => {
    const before = seen.get(issue.code) ?? 0
    seen.set(issue.code, before + 1)
    return before < MOST_ALIKE ? renderOne(label, colour, issue, page) : ''
  })
  const more = [...seen].filter(([, count]) => count > MOST_ALIKE)
  return [
    ...lines,
    ...more.map(([code, count]) => {
      const text = page.say('issue.more', { code, count: String(count - MOST_ALIKE) })
      return `${page.style(colour, page.say(`issue.${label}`))}${text}\n`
    }),
  ].join('')
}

/** Columns of a place: enough to find it, whatever was typed. */
const MAX_PLACE = 80

function renderOne(label: string, colour: StyleName, issue: Issue, page: Page): string {
  const { path } = issue
  const name = path === '-' ? page.say('stdin') : keepEnd(printable(path), MAX_PLACE)
  const place = path === '' ? '' : page.say('issue.place', { place: name })
  return `${page.style(colour, page.say(`issue.${label}`))}${place}${printable(messageOf(issue, page))}\n`
}

/** The issues as the one JSON line of `--json`. */
export const issuesToJson = (issues: readonly Issue[], page: Page) => ({
  schema: 'ratecard/error@1',
  issues: withMessages(issues, page),
})

/** Notices as one JSON line of their own, for nothing failed. */
export const noticesToJson = (notices: readonly Issue[], page: Page) => ({
  schema: 'ratecard/notices@1',
  notices: withMessages(notices, page),
})

const withMessages = (issues: readonly Issue[], page: Page) =>
  issues.map((issue) => ({ ...issue, message: messageOf(issue, page) }))

/** The text of an issue in the language of the page. */
export const messageOf = ({ code, params, message }: ToldIssue, { say, locale }: Page): string =>
  message ?? (say.has(`issue.${code}`) ? say(`issue.${code}`, params) : renderMessage(code, params, locale))
