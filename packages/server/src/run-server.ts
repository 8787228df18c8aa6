import { setFlagsFromString } from 'node:v8'
import { failed, type Issue, ok, type Result } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { readShape } from '@ratecard/core/schema'
import { newKey } from './access/key-ring.ts'
import { issueMessage, say } from './messages/say.ts'
import { ServeError } from './problems/serve-error.ts'
import { serve } from './serve.ts'
import { loadSettings, type SettingsSources } from './settings/load-settings.ts'
import { strangeVariables } from './settings/read-environment.ts'
import { keySchema } from './settings/server-settings.ts'
import { shownSettings } from './settings/shown-settings.ts'

/** What is asked of a command that serves. */
export interface ServerCommand extends SettingsSources {
  /** Show the settings, and serve nothing. */
  readonly printSettings: boolean
  /** Make a key of this name, and serve nothing. */
  readonly newKey?: string | undefined
  /** What that key opens, with commas between; default count, price and tariffs. */
  readonly scopes?: string | undefined
  readonly isJson: boolean
  readonly locale: Locale
}

/** What a command does to the world. */
export interface Surroundings {
  readonly print: (text: string) => void
  /** Tells what is no mistake, but may be one. */
  readonly warn: (text: string) => void
  /** Resolves when the program is asked to end. */
  readonly untilStopped: () => Promise<void>
}

/** An issue with its message; its path is an option, a variable, or a place in a file. */
export type ToldIssue = Issue & { readonly message: string }

/** Serves until it is told to stop, or shows what it was asked for. What stands in the way is told; mostly nothing does. */
export async function runServer(command: ServerCommand, surroundings: Surroundings): Promise<readonly ToldIssue[]> {
  const done =
    command.newKey === undefined ? await runBySettings(command, surroundings) : makeKey(command, surroundings)
  if (done.ok) return []
  return done.issues.map((issue) => ({ ...issue, message: issueMessage(issue, command.locale) }))
}

async function runBySettings(command: ServerCommand, surroundings: Surroundings): Promise<Result<undefined>> {
  const loaded = await loadSettings(command)
  if (!loaded.ok) return loaded
  for (const name of strangeVariables(command.env))
    surroundings.warn(`${say('variable.strange', command.locale, { name })}\n`)
  if (command.printSettings) {
    surroundings.print(`${JSON.stringify(shownSettings(loaded.value), null, command.isJson ? 0 : 2)}\n`)
    return ok(undefined)
  }
  keepRequestsYoung()
  try {
    const { url, close } = await serve(loaded.value.settings)
    surroundings.print(`${command.isJson ? JSON.stringify({ schema: 'ratecard/serve@1', url }) : url}\n`)
    await surroundings.untilStopped()
    await close()
    return ok(undefined)
  } catch (error) {
    if (error instanceof ServeError) return failed(...error.issues)
    throw error
  }
}

/**
 * For a process that does nothing but serve. V8 moves what often outlives a collection of garbage to where only a full one
 * comes; under load it takes lists of node:http for such, with all that they know, and collects in full every second.
 */
const keepRequestsYoung = () => setFlagsFromString('--no-allocation-site-pretenuring')

function makeKey({ newKey: id, scopes, isJson, locale }: ServerCommand, { print }: Surroundings): Result<undefined> {
  const wanted = { id, scopes: (scopes ?? 'count,price,tariffs').split(/[\s,]+/) }
  const read = readShape(keySchema.omit({ sha256: true }), wanted)
  if (!read.ok) return failed(...read.issues.map((issue) => ({ ...issue, path: optionOf(issue.path) })))
  const { key, kept } = newKey(read.value.id, read.value.scopes)
  const variable = `${kept.id}:${kept.sha256}:${kept.scopes.join('+')}`
  if (isJson) print(`${JSON.stringify({ schema: 'ratecard/new-key@1', key, kept, variable })}\n`)
  else print(`${say('key.made', locale, { key, kept: JSON.stringify(kept), variable })}\n`)
  return ok(undefined)
}

const optionOf = (path: string): string => (path.startsWith('/scopes') ? '--scopes' : '--new-key')

/** Milliseconds in which a signal is taken for the same one again: npx and a terminal both hand on Ctrl-C. */
const SAME_SIGNAL = 1000

/** Resolves when the process is asked to end. Asked again a moment later, it ends at once. */
export function untilStopped(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const
  return new Promise((resolve) => {
    const stop = () => {
      resolve()
      const forget = () => {
        for (const signal of signals) process.off(signal, stop)
      }
      setTimeout(forget, SAME_SIGNAL).unref()
    }
    for (const signal of signals) process.on(signal, stop)
  })
}
