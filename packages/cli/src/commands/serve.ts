import { type CommandResult, failure, type Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { chooseLocale } from '../locale.ts'
import { tariffDirectories } from '../pricing/own-tariffs.ts'

/** Answers over HTTP, until it is stopped. */
export async function serve({ option, options, has }: Invocation, io: Io): Promise<CommandResult> {
  const { runServer } = await import('@ratecard/server')
  const issues = await runServer(
    {
      given: {
        host: option('host'),
        port: option('port'),
        tariffs: has('tariffs') ? tariffDirectories(options('tariffs'), io) : [],
      },
      env: io.env,
      file: option('settings'),
      printSettings: has('print-settings'),
      newKey: option('new-key'),
      scopes: option('scopes'),
      isJson: has('json'),
      locale: chooseLocale(option('lang'), io.env),
    },
    {
      print: (text) => io.stdout.write(text),
      warn: (text) => io.stderr.write(text),
      untilStopped: io.untilStopped,
    },
  )
  if (issues.length === 0) return { kind: 'written', outcome: 'done' }
  return failure(issues.some(({ path }) => path.startsWith('--')) ? 'arguments' : 'input', issues)
}
