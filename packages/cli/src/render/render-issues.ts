import type { Issue } from '@ratecard/core'
import { renderMessage } from '@ratecard/core/messages'
import type { Page } from './page.ts'
import type { StyleName } from './style.ts'

/** What went wrong, each with its place, for a person. */
export const renderIssues = (issues: readonly Issue[], page: Page): string =>
  issues.map((issue) => renderOne('error', 'red', issue, page)).join('')

/** What is worth knowing although nothing failed. */
export const renderNotices = (issues: readonly Issue[], page: Page): string =>
  issues.map((issue) => renderOne('warning', 'yellow', issue, page)).join('')

function renderOne(label: string, colour: StyleName, issue: Issue, page: Page): string {
  const { path } = issue
  const place = path === '' ? '' : page.say('issue.place', { place: path === '-' ? page.say('stdin') : path })
  return `${page.style(colour, page.say(`issue.${label}`))}${place}${messageOf(issue, page)}\n`
}

/** The issues as the one JSON line of `--json`. */
export const issuesToJson = (issues: readonly Issue[], page: Page) => ({
  schema: 'ratecard/error@1',
  issues: issues.map((issue) => ({ ...issue, message: messageOf(issue, page) })),
})

const messageOf = ({ code, params }: Issue, { say, locale }: Page): string =>
  say.has(`issue.${code}`) ? say(`issue.${code}`, params) : renderMessage(code, params, locale)
