import { COMMAND_NAMES, type CommandName, commandDefinition, isCommandName } from '../commands.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import { COMMON_OPTIONS, type OptionName, optionDefinition } from '../options.ts'
import type { Page } from './page.ts'
import { hang, unbroken, widthOf, wrapText } from './text-width.ts'

/** Help of a command, of a group such as `tariff`, or of the program for `''`. */
export function renderHelp(topic: string, page: Page): string {
  const isOne = COMMAND_NAMES.some((name) => name === topic)
  return isOne ? commandHelp(topic as CommandName, page) : groupHelp(topic, page)
}

function groupHelp(topic: string, page: Page): string {
  const { say, width } = page
  const names = COMMAND_NAMES.filter((name) => topic === '' || name.startsWith(`${topic} `))
  const examples = topic === '' ? ['price', 'estimate', 'count'] : names
  return [
    ...wrapText(say(topic === '' ? 'help.program' : `help.${topic}`), width),
    '',
    title('help.usage', page),
    `  ratecard ${topic === '' ? '' : `${topic} `}${say('help.command-placeholder')}`,
    '',
    title('help.commands', page),
    ...names.flatMap((name) => hang(`  ${name}`, say(`summary.${name}`), 2 + longest(names) + 2, width)),
    '',
    title('help.examples', page),
    ...examples.flatMap((name) => exampleLines(name as CommandName, page, 1)),
    '',
    ...optionLines(COMMON_OPTIONS, page),
    '',
    ...exitLines(page),
    '',
    ...wrapText(say('help.more', { command: topic === '' ? 'ratecard price' : `ratecard ${names[0]}` }), width),
  ].join('\n')
}

function commandHelp(name: CommandName, page: Page): string {
  const { say, width } = page
  const { options } = commandDefinition(name)
  return [
    ...wrapText(say(`help.${name}`), width),
    '',
    title('help.usage', page),
    ...say(`usage.${name}`)
      .split('\n')
      .flatMap((line) => usageLines(`ratecard ${name} ${line}`.trimEnd(), width)),
    '',
    ...optionLines([...options, ...COMMON_OPTIONS], page, name),
    '',
    title('help.examples', page),
    ...exampleLines(name, page),
    '',
    ...exitLines(page),
  ].join('\n')
}

/** What stands in brackets, and an option with its value, is never broken. */
function usageLines(usage: string, width: number): readonly string[] {
  const text = usage.replace(/\[[^\]]*\]…?|--\S+ \S+/g, unbroken)
  const lines = widthOf(text) <= width - 2 ? wrapText(text, width) : wrapText(text, width - 6)
  return lines.map((line, at) => `${at === 0 ? '  ' : '      '}${line}`)
}

const title = (key: string, { say, style }: Page): string => style('bold', say(key))

const longest = (names: readonly string[]): number => Math.max(...names.map(widthOf))

function optionLines(names: readonly OptionName[], page: Page, command = ''): readonly string[] {
  const values: Partial<Record<OptionName, string>> = isCommandName(command)
    ? (commandDefinition(command).values ?? {})
    : {}
  const written = names.map((name) => `--${name} ${values[name] ?? optionDefinition(name).value ?? ''}`.trimEnd())
  const indent = Math.min(longest(written), 24) + 4
  const lines = names.flatMap((name, at) => {
    const { say, width } = page
    const key = say.has(`option.${command}.${name}`) ? `option.${command}.${name}` : `option.${name}`
    const first = `  ${written[at] ?? ''}`
    const text = say(key)
    return widthOf(first) >= indent ? [first, ...hang('', text, indent, width)] : hang(first, text, indent, width)
  })
  return [title('help.options', page), ...lines]
}

/** A caption, and the line to copy. */
function exampleLines(name: CommandName, page: Page, count = Number.POSITIVE_INFINITY): readonly string[] {
  const { say, style } = page
  return Object.entries(commandDefinition(name).examples)
    .slice(0, count)
    .flatMap(([example, line]) => [style('dim', `  # ${say(`example.${example}`)}`), ...breakCommand(line, page.width)])
}

/** A command line that is too long goes on after a backslash, so that it can be copied whole. */
function breakCommand(line: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const part of line.split(/ (?=--)/)) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(`  ${last} ${part} \\`) <= width) lines[lines.length - 1] = `${last} ${part}`
    else lines.push(last === undefined ? part : `  ${part}`)
  }
  return lines.map((text, at) => `  ${text}${at < lines.length - 1 ? ' \\' : ''}`)
}

const exitLines = (page: Page): readonly string[] => [
  title('help.exit-codes', page),
  ...Object.entries(EXIT_CODES).flatMap(([outcome, code]) =>
    hang(`  ${code}`, page.say(`outcome.${outcome}`), 5, page.width),
  ),
]
