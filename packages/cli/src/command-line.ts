import { parseArgs } from 'node:util'
import { closestNames, type Issue, METER_IDS } from '@ratecard/core'
import { type CliIssueCode, cliIssue, shorten } from './cli-issue.ts'
import type { Invocation } from './command.ts'
import { COMMAND_NAMES, type CommandName, commandDefinition, isCommandName } from './commands.ts'
import { COMMON_OPTIONS, OPTIONS, type OptionName, optionDefinition } from './options.ts'

/** A command line taken apart. With issues, nothing of it may be carried out. */
export interface CommandLine {
  readonly command?: CommandName
  /** The words that name the command, as far as they are known: `tariff` of `tariff list`. */
  readonly topic: string
  readonly invocation: Invocation
  readonly issues: readonly Issue[]
}

type Token = NonNullable<ReturnType<typeof tokenize>['tokens']>[number]
type OptionToken = Extract<Token, { readonly kind: 'option' }>

const tokenize = (args: readonly string[]) =>
  parseArgs({
    args: args.map((arg, at) => (isCutShort(arg, args[at + 1]) ? `${arg}=` : arg)),
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.keys(OPTIONS).map((name) => [name, { type: isFlag(name as OptionName) ? 'boolean' : 'string' } as const]),
    ),
  })

/** An option that needs a value and is followed by another option, which stays one: `--model --json`. */
const isCutShort = (arg: string, next = ''): boolean =>
  isOptionName(arg.slice(2)) && arg.startsWith('--') && !isFlag(arg.slice(2) as OptionName) && /^-[^\d.]/.test(next)

const isOptionName = (name: string): name is OptionName => Object.hasOwn(OPTIONS, name)

const isFlag = (name: OptionName): boolean => optionDefinition(name).value === undefined

/** Reads a command line; every mistake in it becomes an issue. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { tokens = [] } = tokenize(args)
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const named = nameCommand(words[0] === 'help' ? words.slice(1) : words)
  const given = tokens.filter((token): token is OptionToken => token.kind === 'option')
  const values = valuesOf(given)
  if (words[0] === 'help') values.set('help', [''])
  const issues = [
    ...named.issues,
    ...given.flatMap((token) => optionIssues(token, named.command)),
    ...repetitionIssues(values, named.command),
    ...(named.command ? operandIssues(named.command, withoutStrays(named.operands, tokens), values.has('model')) : []),
  ]
  return {
    ...(named.command && { command: named.command }),
    topic: named.topic,
    invocation: {
      option: (name) => values.get(name)?.at(-1),
      options: (name) => values.get(name) ?? [],
      has: (name) => values.has(name),
      operands: named.operands,
    },
    issues,
  }
}

interface NamedCommand {
  readonly command?: CommandName
  readonly topic: string
  readonly operands: readonly string[]
  readonly issues: readonly Issue[]
}

function nameCommand(words: readonly string[]): NamedCommand {
  const [first = '', second] = words
  const pair = `${first} ${second ?? ''}`
  if (isCommandName(pair)) return { command: pair, topic: pair, operands: words.slice(2), issues: [] }
  if (isCommandName(first)) return { command: first, topic: first, operands: words.slice(1), issues: [] }
  const group = COMMAND_NAMES.filter((name) => name.startsWith(`${first} `))
  const topic = group.length > 0 ? first : ''
  if (first === '' || (topic !== '' && second === undefined)) return { topic, operands: [], issues: [] }
  const came = topic === '' ? first : pair
  const candidates = topic === '' ? COMMAND_NAMES : group
  return { topic, operands: [], issues: [cliIssue('unknown-command', '', { came: shorten(came), candidates })] }
}

function valuesOf(given: readonly OptionToken[]): Map<OptionName, readonly string[]> {
  const values = new Map<OptionName, readonly string[]>()
  for (const { name, value = '' } of given)
    if (isOptionName(name)) values.set(name, [...(values.get(name) ?? []), value])
  return values
}

function optionIssues(token: OptionToken, command: CommandName | undefined): readonly Issue[] {
  const { name, rawName, value, inlineValue } = token
  const place = shorten(rawName)
  const problem = (code: CliIssueCode) => [cliIssue(code, place, { option: place })]
  const allowed: readonly string[] = [...COMMON_OPTIONS, ...(command ? commandDefinition(command).options : [])]
  if (!isOptionName(name) || !rawName.startsWith('--') || (command && !allowed.includes(name)))
    return [unknownOption(name, place, allowed)]
  if (isFlag(name)) return inlineValue ? problem('unexpected-value') : []
  if (!value) return problem('missing-value')
  if (name === 'lang' && value !== 'en' && value !== 'zh')
    return [cliIssue('unknown-choice', place, { came: shorten(value), candidates: ['en', 'zh'] })]
  return []
}

/** A count that is given as an option of its own is meant as usage. */
function unknownOption(name: string, option: string, allowed: readonly string[]): Issue {
  const meter = name.replaceAll('-', '_')
  if (allowed.includes('usage') && METER_IDS.some((id) => id === meter))
    return cliIssue('count-as-option', option, { meter })
  const candidates = closestNames(name, allowed).slice(0, 2)
  return cliIssue('unknown-option', option, { candidates: candidates.map((own) => `--${own}`) })
}

function repetitionIssues(
  values: ReadonlyMap<OptionName, readonly string[]>,
  command: CommandName | undefined,
): readonly Issue[] {
  const here = command ? (commandDefinition(command).repeatable ?? []) : []
  return [...values].flatMap(([name, given]) =>
    given.length > 1 && !isFlag(name) && !optionDefinition(name).repeatable && !here.includes(name)
      ? [cliIssue('repeated-option', `--${name}`, { option: `--${name}` })]
      : [],
  )
}

/** What follows an option that does not exist was meant as its value, and is no mistake of its own. */
function withoutStrays(operands: readonly string[], tokens: readonly Token[]): readonly string[] {
  const strays = tokens.flatMap((token, at) => {
    const before = tokens[at - 1]
    const isStray = before?.kind === 'option' && !isOptionName(before.name) && !before.inlineValue
    return token.kind === 'positional' && isStray ? [token.value] : []
  })
  return operands.filter((operand) => !strays.includes(operand))
}

function operandIssues(command: CommandName, operands: readonly string[], hasModel: boolean): readonly Issue[] {
  const { operands: taken, options } = commandDefinition(command)
  const limit = { none: 0, one: 1, two: 2, any: Number.POSITIVE_INFINITY }[taken]
  const repeated = operands.filter((operand, at) => operands.indexOf(operand) !== at)
  const code = taken === 'none' && options.includes('model') && !hasModel ? 'model-as-operand' : 'unexpected-operand'
  return [
    ...operands.slice(limit).map((came) => cliIssue(code, shorten(came), { came: shorten(came), command })),
    ...[...new Set(repeated)].map((operand) => cliIssue('repeated-operand', shorten(operand))),
  ]
}
