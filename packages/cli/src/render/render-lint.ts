import type { Issue } from '@ratecard/core'
import { withDetails } from './line-name.ts'
import type { Page } from './page.ts'
import { messageOf } from './render-issues.ts'
import type { StyleName } from './style.ts'
import { hang, printable } from './text-width.ts'

/** A price list with what was found in it. */
export interface LintedTariff {
  readonly source: string
  readonly errors: readonly Issue[]
  readonly warnings: readonly Issue[]
  readonly waived: readonly Issue[]
}

/** How many findings there are; the last one of many errors may say how many more there are. */
export function countFindings(tariffs: readonly LintedTariff[]) {
  const count = (name: 'errors' | 'warnings' | 'waived'): string =>
    String(tariffs.flatMap((one) => one[name]).reduce((sum, found) => sum + weightOf(found), 0))
  return { errors: count('errors'), warnings: count('warnings'), waived: count('waived') }
}

const weightOf = ({ code, params }: Issue): number => (code === 'shape-more-issues' ? Number(params.count) : 1)

/** Of more than these of one kind, a person reads no more. */
const MOST_ALIKE = 5

/** What was found in each price list, by rule, with its place. */
export function renderLint(tariffs: readonly LintedTariff[], page: Page): string {
  return tariffs.map((tariff) => renderOne(tariff, page)).join('\n\n')
}

function renderOne(tariff: LintedTariff, page: Page): string {
  const { source, errors, warnings } = tariff
  const { say, style } = page
  return [
    style('bold', printable(source)),
    ...findingLines('errors', 'red', errors, source, page),
    ...findingLines('warnings', 'yellow', warnings, source, page),
    ...(errors.length + warnings.length === 0 ? [`  ${say('lint.none')}`] : []),
    ...hang('', say('lint.counts', countFindings([tariff])), 2, page.width),
  ].join('\n')
}

function findingLines(
  title: 'errors' | 'warnings',
  colour: StyleName,
  issues: readonly Issue[],
  source: string,
  page: Page,
): readonly string[] {
  const codes = [...new Set(issues.map(({ code }) => code))]
  return codes.flatMap((code) => {
    const alike = issues.filter((issue) => issue.code === code)
    const more = alike.length - MOST_ALIKE
    return [
      `  ${page.style(colour, page.say(`lint.${title}`))}  ${withDetails(code, [String(alike.length)], page)}`,
      ...alike.slice(0, MOST_ALIKE).flatMap((issue) => bullet(placeIn(issue, source), messageOf(issue, page), page)),
      ...(more > 0 ? hang('    -', page.say('issue.more', { code, count: String(more) }), 6, page.width) : []),
    ]
  })
}

/** The pointer alone, because the name of the file stands above. */
const placeIn = ({ path }: Issue, source: string): string =>
  path === source ? '' : path.startsWith(`${source}#`) ? path.slice(source.length + 1) : path

const bullet = (place: string, message: string, { width, say }: Page): readonly string[] =>
  hang('    -', printable(place === '' ? message : say('issue.place', { place }) + message), 6, width)
