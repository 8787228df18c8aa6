#!/usr/bin/env node
import { parseArgs } from 'node:util'
import type { Locale } from '@ratecard/core/messages'
import { say } from './messages/say.ts'
import { runServer, untilStopped } from './run-server.ts'
import { VERSION } from './version.ts'

const OPTIONS = {
  host: { type: 'string' },
  port: { type: 'string' },
  settings: { type: 'string' },
  'print-settings': { type: 'boolean', default: false },
  'new-key': { type: 'string' },
  scopes: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
} as const

const { env, stdout, stderr } = process
const locale: Locale = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').startsWith('zh') ? 'zh' : 'en'

/** @returns the exit code: 0 done, 2 a mistake in the command line, 5 one elsewhere. */
async function main(): Promise<0 | 2 | 5> {
  const read = readArguments()
  if (typeof read === 'string') {
    stderr.write(`${read}\n${say('bin.help', locale)}\n`)
    return 2
  }
  if (read.help || read.version) {
    stdout.write(`${read.version ? VERSION : say('bin.help', locale)}\n`)
    return 0
  }
  const { host, port, settings: file, 'print-settings': printSettings, 'new-key': newKey, scopes, json: isJson } = read
  const command = { given: { host, port }, env, file, printSettings, newKey, scopes, isJson, locale }
  const issues = await runServer(command, {
    print: (text) => stdout.write(text),
    warn: (text) => stderr.write(text),
    untilStopped,
  })
  if (issues.length === 0) return 0
  if (isJson) stderr.write(`${JSON.stringify({ schema: 'ratecard/error@1', issues })}\n`)
  else for (const { path, message } of issues) stderr.write(`${path}: ${message}\n`)
  return issues.some(({ path }) => path.startsWith('--')) ? 2 : 5
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

process.exitCode = await main()
