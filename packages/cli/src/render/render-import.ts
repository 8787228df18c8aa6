import type { Issue } from '@ratecard/core'
import type { ImportCounts } from '@ratecard/core/import'
import { groupDigits, renderMessage } from '@ratecard/core/messages'
import { MAPPINGS_ENDING } from '../pricing/own-tariffs.ts'
import type { Page } from './page.ts'
import { renderTable } from './table.ts'
import { hang, keepEnd, printable } from './text-width.ts'

interface ImportSummary {
  readonly format: string
  readonly counts: ImportCounts
  readonly tariffs: readonly { readonly id: string; readonly models: string; readonly file?: string }[]
  readonly left: readonly Issue[]
  /** Response formats. */
  readonly mappings: number
}

const OUTCOMES = ['imported', 'partly', 'left', 'rejected'] as const
/** Beyond this a person reads no list of files. */
const MOST_FILES = 20

/** What became of the models, what could not be expressed and why, and which files were written. */
export function renderImport({ format, counts, tariffs, left, mappings }: ImportSummary, page: Page): string {
  const { say, style } = page
  const rows = OUTCOMES.map((outcome) => [say(`import.${outcome}`), groupDigits(String(counts[outcome]))])
  const table = renderTable(
    [{ heading: say('import.models', { format }) }, { heading: say('import.count'), align: 'right' }],
    [...rows, 'rule', [say('import.all'), groupDigits(String(counts.models))]],
    page,
  )
  const written = tariffs.filter(({ file }) => file !== undefined)
  const files =
    written.length > 0
      ? [style('bold', say('import.files')), ...fileLines(tariffs, page), ...mappingLines(mappings, page)]
      : hang('', say('import.not-written', { count: String(tariffs.length) }), 0, page.width)
  return [table, ...leftPart(left, page), files.join('\n')].join('\n\n')
}

const mappingLines = (count: number, { say, width }: Page): readonly string[] =>
  count === 0 ? [] : hang('  ', say('import.mappings', { count: String(count), ending: MAPPINGS_ENDING }), 2, width)

function leftPart(left: readonly Issue[], page: Page): readonly string[] {
  const kinds = new Map<string, Issue[]>()
  for (const issue of left) {
    const key = `${issue.code} ${issue.params.field ?? ''}`
    const known = kinds.get(key)
    if (known) known.push(issue)
    else kinds.set(key, [issue])
  }
  if (kinds.size === 0) return []
  const lines = [...kinds.values()]
    .sort(([a], [b]) => Number(isHarmless(a)) - Number(isHarmless(b)))
    .flatMap(([first, ...more]) => (first ? kindLines(first, more.length + 1, page) : []))
  return [[page.style('bold', page.say('import.not-expressed')), ...lines].join('\n')]
}

/** What no price depends on comes last. */
const isHarmless = (issue: Issue | undefined): boolean =>
  issue?.code === 'import-descriptive' || issue?.code === 'import-routing'

/** How often it came, and one of them in full. */
function kindLines({ code, params, path }: Issue, count: number, { locale, width, say }: Page): readonly string[] {
  const example = printable(renderMessage(code, params, locale))
  const place = keepEnd(printable(path), 60)
  return hang(`  ${groupDigits(String(count)).padStart(6)} ×`, say('import.example', { example, place }), 11, width)
}

function fileLines(tariffs: ImportSummary['tariffs'], { say, width }: Page): readonly string[] {
  const lines = tariffs
    .slice(0, MOST_FILES)
    .flatMap(({ file = '', models }) => hang('  ', say('import.file', { file, models: groupDigits(models) }), 4, width))
  const more = tariffs.length - MOST_FILES
  return more > 0 ? [...lines, `  ${say('import.more', { count: String(more) })}`] : lines
}
