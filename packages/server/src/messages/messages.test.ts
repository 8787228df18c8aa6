import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { PROBLEM_CODES } from '../problems/problem-status.ts'
import en from './en.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

const placeholders = (text: string): readonly string[] => [...(text.match(/\{[\w:]+\}/g) ?? [])].sort()

const root = new URL('../', import.meta.url)
const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?<!\.test)\.ts$/.test(file))
  .map((file) => readFileSync(new URL(file, root), 'utf8'))
  .join('\n')

it('has the same keys and placeholders in both languages', () => {
  expect(Object.keys(zh)).toEqual(Object.keys(en))
  for (const [key, text] of Object.entries(en))
    expect([key, placeholders(zh[key as keyof typeof zh])]).toEqual([key, placeholders(text)])
})

it('is Chinese where it is to be Chinese', () => {
  expect(Object.entries(zh).filter(([, text]) => !/\p{Script=Han}/u.test(text))).toEqual([])
})

it('has a message for each issue and each problem, and no message without one', () => {
  const emitted = [...source.matchAll(/serverIssue\(\s*'([\w-]+)'/g)].map(([, code]) => `issue.${code}`)
  const told = PROBLEM_CODES.flatMap((code) => [`problem.${code}.title`, `problem.${code}.about`])
  const written = Object.keys(en).filter((key) => /^(?:issue|problem)\./.test(key))
  expect(written.sort()).toEqual([...new Set([...emitted, ...told])].sort())
})
