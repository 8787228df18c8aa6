import { expect, it } from 'vitest'
import { COMMAND_NAMES, commandDefinition } from '../commands.ts'
import { CLI_ISSUE_CODES, EXIT_CODES } from '../exit-codes.ts'
import { OPTIONS } from '../options.ts'
import en from './en.json' with { type: 'json' }
import { sayIn } from './say.ts'
import zh from './zh.json' with { type: 'json' }

const placeholders = (text: string): readonly string[] => [...(text.match(/\{\w+\}/g) ?? [])].sort()

it('has the same keys in both languages, in the same order', () => {
  expect(Object.keys(zh)).toEqual(Object.keys(en))
})

it('has the same placeholders in both languages', () => {
  for (const [key, text] of Object.entries(en))
    expect({ key, placeholders: placeholders(zh[key as keyof typeof zh]) }).toEqual({
      key,
      placeholders: placeholders(text),
    })
})

it('is Chinese where it is to be Chinese', () => {
  const withoutPlaceholders = (text: string) => text.replaceAll(/\{\w+\}/g, '')
  const latin = Object.entries(zh).filter(
    ([, text]) => /[a-z]{3}/i.test(withoutPlaceholders(text)) && !/\p{Script=Han}/u.test(text),
  )
  const keys = latin.map(([key]) => key)
  expect(keys.filter((key) => !key.startsWith('usage.') && key !== 'option.mode')).toEqual([])
})

it('names every command, option, example and outcome', () => {
  const keys = [
    ...COMMAND_NAMES.flatMap((name) => [`summary.${name}`, `help.${name}`, `usage.${name}`]),
    ...COMMAND_NAMES.flatMap((name) => Object.keys(commandDefinition(name).examples).map((key) => `example.${key}`)),
    ...Object.keys(OPTIONS).map((name) => `option.${name}`),
    ...Object.keys(EXIT_CODES).map((outcome) => `outcome.${outcome}`),
  ]
  expect(keys.filter((key) => !Object.hasOwn(en, key))).toEqual([])
})

it('has a message for each issue, and no message without one', () => {
  const labels = ['error', 'warning', 'place', 'more']
  const codes = Object.keys(en).flatMap((key) => /^issue\.(.*)$/.exec(key)?.[1] ?? [])
  expect(codes.filter((code) => !labels.includes(code)).sort()).toEqual([...CLI_ISSUE_CODES].sort())
})

it('fills placeholders, joins lists, and leaves the unknown as it is', () => {
  const [inEnglish, inChinese] = [sayIn('en'), sayIn('zh')]
  expect(inEnglish('issue.missing-choice', { options: ['--usage', '--response'] })).toContain('--usage, --response')
  expect(inChinese('issue.missing-choice', { options: ['--usage', '--response'] })).toContain('--usage、--response')
  expect(inEnglish('__proto__')).toBe('__proto__')
  expect(inEnglish('issue.unknown-command', { came: '{candidates}', candidates: 'x' })).toContain('"{candidates}"')
})
