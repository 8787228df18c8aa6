import { failed, ok, type Result } from '@ratecard/core'
import type { ImportOptions } from '@ratecard/core/import'
import { cliIssue, shorten } from '../cli-issue.ts'
import type { Invocation } from '../command.ts'
import { gather } from './gather.ts'
import { readDay } from './read-day.ts'
import { readOneOf } from './read-one-of.ts'

const FORMATS = ['genai-prices', 'litellm', 'models-dev', 'csv'] as const satisfies readonly ImportOptions['format'][]

/** How a price map is to be imported, as far as the command line says. */
export function readImport({ option, options }: Invocation, today: string): Result<ImportOptions> {
  const [format, url, providers] = [option('format'), option('url'), options('provider')]
  const read = gather({
    format: format === undefined ? ok(undefined) : readOneOf(format, '--format', FORMATS),
    url: readUrl(url),
    checked: readDay(option('checked') ?? today, '--checked'),
  })
  if (!read.ok) return read
  return ok({
    checked: read.value.checked,
    ...(read.value.format !== undefined && { format: read.value.format }),
    ...(read.value.url !== undefined && { url: read.value.url }),
    ...(providers.length > 0 && { providers }),
  })
}

const readUrl = (text: string | undefined): Result<string | undefined> =>
  text === undefined || /^https?:\/\/\S{1,2000}$/.test(text)
    ? ok(text)
    : failed(cliIssue('invalid-url', '--url', { came: shorten(text) }))
