import {
  chooseMapping,
  type Issue,
  type MappingChoice,
  normalizeUsage,
  type Result,
  readJson,
  type Usage,
  usageToJson,
} from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import { type CommandResult, failure, type Invocation } from '../command.ts'
import { inLine, readLines } from '../input/read-lines.ts'
import type { Io } from '../io.ts'
import { chooseLocale } from '../locale.ts'
import { readOwnMappings } from '../pricing/own-mappings.ts'
import { pageFor } from '../render/page.ts'
import { issuesToJson } from '../render/render-issues.ts'

/** More are counted, and written in their lines, but not told. */
const MOST_PROBLEMS = 1000

/** Turns bodies that a provider answered with into usage: one line for each, in order; for a bad one its error. */
export async function normalize(invocation: Invocation, io: Io): Promise<CommandResult> {
  const [name = '-'] = invocation.operands
  if (name === '-' && io.stdin.isTerminal) return { kind: 'needs-help' }
  const provider = invocation.option('provider')
  const own = await readOwnMappings(invocation.options('tariffs'), io)
  const choice: MappingChoice = { provider, api: invocation.option('api'), others: own.mappings }
  const page = pageFor(io.stdout, io.env, chooseLocale(invocation.option('lang'), io.env))
  const problems: Issue[] = []
  const counts = { read: 0, rejected: 0 }
  const read = await readLines(name, io, (line, number) => {
    const usage = line.ok ? readUsage(line.value, choice) : line
    counts.read++
    if (usage.ok)
      io.stdout.write(
        `${JSON.stringify(usageToJson({ ...usage.value, ...(provider !== undefined && { provider }) }))}\n`,
      )
    else {
      const placed = usage.issues.map((issue) => inLine(issue, name, number))
      counts.rejected++
      io.stdout.write(`${JSON.stringify(issuesToJson(placed, page))}\n`)
      if (problems.length < MOST_PROBLEMS) problems.push(...placed)
    }
  })
  if (!read.ok) return failure('input', read.issues, own.notices)
  if (counts.read === 0) return failure('input', [cliIssue('empty-input', name)], own.notices)
  const summary = { read: String(counts.read), rejected: String(counts.rejected) }
  const notices = [...own.notices, ...(counts.rejected > 0 ? [cliIssue('lines-rejected', name, summary)] : [])]
  return { kind: 'written', outcome: counts.rejected > 0 ? 'bad-input' : 'done', problems, notices }
}

function readUsage(text: string, choice: MappingChoice): Result<Usage> {
  const body = readJson(text)
  if (!body.ok) return body
  const mapping = chooseMapping(body.value, choice)
  return mapping.ok ? normalizeUsage(body.value, mapping.value) : mapping
}
