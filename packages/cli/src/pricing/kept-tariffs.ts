import { posix } from 'node:path'
import { DAY_MILLISECONDS, type Issue, type LosslessJson } from '@ratecard/core'
import type { KeptModel } from '@ratecard/core/import'
import { cliIssue } from '../cli-issue.ts'
import { readJsonFile } from '../input/read-json-file.ts'
import { walkFolder } from '../input/walk-folder.ts'
import type { Io } from '../io.ts'

interface Place {
  readonly out: string | undefined
  /** Undefined: of any format. */
  readonly format: string | undefined
  readonly today: string
  /** Files that were written just now. */
  readonly except?: readonly (string | undefined)[]
}

/** The files of an earlier import that stay in use, each with the day on which it was checked and its age. */
export async function keptTariffs({ out, format, today, except = [] }: Place, io: Io): Promise<readonly Issue[]> {
  if (out === undefined || 'error' in (await io.inspect(out))) return []
  const found = await walkFolder(out, { io, isIgnoring: false, report: () => {} })
  const earlier = found.filter(({ path }) => !except.includes(path) && isOf(format, posix.basename(path)))
  const kept = earlier.map(async ({ path }) => {
    const checked = await checkedDay(path, io)
    return checked === undefined ? [] : cliIssue('tariff-kept', path, { checked, days: daysBetween(checked, today) })
  })
  return (await Promise.all(kept)).flat()
}

interface Now {
  readonly today: string
  readonly fileOf: (provider: string) => string
}

/** Models of which an earlier import stays in use within new files, by the day on which they were read. */
export function keptModels(models: readonly KeptModel[], { today, fileOf }: Now): readonly Issue[] {
  const days = new Map<string, { readonly first: KeptModel; readonly models: string[] }>()
  for (const kept of models) {
    const key = JSON.stringify([kept.provider, kept.checked])
    const known = days.get(key) ?? { first: kept, models: [] }
    days.set(key, known)
    known.models.push(kept.model)
  }
  return [...days.values()].map(({ first: { provider, checked }, models: names }) =>
    cliIssue('models-kept', fileOf(provider), { checked, days: daysBetween(checked, today), models: names }),
  )
}

const isOf = (format: string | undefined, name: string): boolean =>
  format === undefined ? name.endsWith('.json') : name === `${format}.json`

/** The last day on which any source of a tariff file was looked at. */
async function checkedDay(path: string, io: Io): Promise<string | undefined> {
  const json = await readJsonFile(path, io)
  const { sources } = Object(json.ok ? json.value : {}) as { readonly sources?: LosslessJson }
  const days: readonly unknown[] = Object.values(Object(sources)).map((source) => Object(source).checked)
  return days.filter(isDay).sort().at(-1)
}

const isDay = (day: unknown): day is string => typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day)

const daysBetween = (from: string, until: string): string =>
  String(Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / DAY_MILLISECONDS)))
