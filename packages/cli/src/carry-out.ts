import type { Issue } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import type { Answer, CommandResult, Failure, Written } from './command.ts'
import type { CommandLine } from './command-line.ts'
import { commandDefinition } from './commands.ts'
import { type Outcome, outcomeOf } from './exit-codes.ts'
import { fatalIssue } from './fatal-issue.ts'
import type { Io, Output } from './io.ts'
import { loadDefaults } from './pricing/load-defaults.ts'
import { type Page, pageFor } from './render/page.ts'
import { renderHelp } from './render/render-help.ts'
import { issuesToJson, noticesToJson, renderIssues, renderNotices } from './render/render-issues.ts'
import { RUN_COMMANDS } from './run-commands.ts'

/** One command line on its way to an end. */
export interface Session {
  readonly line: CommandLine
  readonly io: Io
  readonly locale: Locale
  readonly isJson: boolean
}

/** Carries out a command line and prints what came of it. */
export async function carryOut(session: Session): Promise<Outcome> {
  try {
    const outcome = await runLine(session)
    await session.io.stdout.flush()
    return outcome
  } catch (error) {
    const { io } = session
    const issue = fatalIssue(error)
    tellIssues([issue], session)
    if (io.env.RATECARD_DEBUG && error instanceof Error) io.stderr.write(`${error.stack}\n`)
    return outcomeOf(issue.code, 'input')
  }
}

async function runLine(session: Session): Promise<Outcome> {
  const { line, io } = session
  const { command, invocation, issues } = line
  if (issues.length > 0) return tellFailure({ kind: 'failure', origin: 'arguments', issues }, session)
  if (invocation.has('help')) return tellHelp(io.stdout, session, 'done')
  if (command === undefined) return tellHelp(io.stderr, session, 'usage')
  const defaults = commandDefinition(command).options.includes('config')
    ? await loadDefaults(invocation, io)
    : undefined
  if (defaults?.ok === false) return tellFailure({ kind: 'failure', origin: 'input', issues: defaults.issues }, session)
  const told = defaults ? { ...invocation, defaults: defaults.value } : invocation
  return tellResult(await RUN_COMMANDS[command](told, io), session)
}

function tellResult(result: CommandResult, session: Session): Outcome {
  if (result.kind === 'needs-help') return tellHelp(session.io.stderr, session, 'usage')
  if (result.kind === 'failure') return tellFailure(result, session)
  return result.kind === 'written' ? tellBeside(result, session) : tellAnswer(result, session)
}

function tellAnswer(answer: Answer, session: Session): Outcome {
  const { io, isJson } = session
  if (isJson) io.stdout.write(`${JSON.stringify(answer.json, null, io.stdout.isTerminal ? 2 : 0)}\n`)
  else io.stdout.write(`${answer.text(pageOn(io.stdout, session))}\n`)
  return tellBeside(answer, session)
}

function tellBeside({ problems = [], notices = [], outcome }: Answer | Written, session: Session): Outcome {
  if (problems.length > 0) tellIssues(problems, session)
  if (notices.length > 0) tellNotices(notices, session)
  return outcome
}

function tellFailure({ origin, issues, notices = [] }: Failure, session: Session): Outcome {
  tellIssues(issues, session)
  if (notices.length > 0) tellNotices(notices, session)
  const outcomes = issues.map(({ code }) => outcomeOf(code, origin))
  const outcome = outcomes.includes('usage') ? 'usage' : (outcomes[0] ?? 'internal')
  if (outcome === 'usage' && !session.isJson) tellHint(session)
  return outcome
}

function tellIssues(issues: readonly Issue[], session: Session): void {
  const { io, isJson } = session
  const page = pageOn(io.stderr, session)
  io.stderr.write(isJson ? `${JSON.stringify(issuesToJson(issues, page))}\n` : renderIssues(issues, page))
}

function tellNotices(notices: readonly Issue[], session: Session): void {
  const { io, isJson } = session
  const page = pageOn(io.stderr, session)
  io.stderr.write(isJson ? `${JSON.stringify(noticesToJson(notices, page))}\n` : renderNotices(notices, page))
}

function tellHint(session: Session): void {
  const { say } = pageOn(session.io.stderr, session)
  const command = `ratecard ${session.line.topic}`.trim()
  session.io.stderr.write(`${say('help.hint', { command })}\n`)
}

function tellHelp(output: Output, session: Session, outcome: Outcome): Outcome {
  output.write(`${renderHelp(session.line.topic, pageOn(output, session))}\n`)
  return outcome
}

const pageOn = (output: Output, { io, locale }: Session): Page => pageFor(output, io.env, locale)
