import type { Issue } from '@ratecard/core'
import { instantOfRun } from '../arguments/read-choice.ts'
import { readDay } from '../arguments/read-day.ts'
import { readOptional } from '../arguments/read-option.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import { inFile } from '../input/read-json-file.ts'
import type { Io } from '../io.ts'
import { loadTariff } from '../pricing/load-tariff.ts'
import { openBook, type TariffBook } from '../pricing/tariff-book.ts'
import { countFindings, type LintedTariff, renderLint } from '../render/render-lint.ts'

/** Looks for mistakes in price lists, those that come with the program or files. */
export async function tariffLint(invocation: Invocation, io: Io): Promise<CommandResult> {
  if (invocation.operands.length === 0) return { kind: 'needs-help' }
  const asked = readOptional(invocation, 'today', readDay)
  if (!asked.ok) return failure('arguments', asked.issues)
  const today = asked.value ?? instantOfRun(io.now()).slice(0, 10)
  const book = await openBook(invocation.options('tariffs'), io)
  const tariffs = await Promise.all(invocation.operands.map((name) => lintOne(name, today, book, io)))
  const unknown = tariffs.flatMap(({ errors }) => errors).filter(({ code }) => code === 'unknown-tariff')
  if (unknown.length > 0) return failure('input', unknown)
  const counts = countFindings(tariffs)
  return {
    kind: 'answer',
    json: { schema: 'ratecard/lint@1', today, tariffs, counts },
    text: (page) => renderLint(tariffs, page),
    outcome: counts.errors === '0' ? 'done' : 'bad-input',
  }
}

async function lintOne(source: string, today: string, book: TariffBook, io: Io): Promise<LintedTariff> {
  const loaded = await loadTariff(source, '', book, io)
  if (!loaded.ok) return { source, errors: loaded.issues, warnings: [], waived: [] }
  const { lintTariff } = await import('@ratecard/core/schema')
  const { errors, warnings, waived } = lintTariff(loaded.value.tariff, today)
  const placed = (issues: readonly Issue[]) => issues.map((issue) => inFile(issue, source))
  return { source, errors: placed(errors), warnings: placed(warnings), waived: placed(waived) }
}
