import { readCommandLine } from './command-line.ts'
import { EXIT_CODES, type ExitCode } from './exit-codes.ts'
import type { Io } from './io.ts'
import { chooseLocale } from './locale.ts'
import { VERSION } from './version.ts'

/** Runs one command line and tells how it ended. Nothing outside `io` is touched. */
export async function runProgram(args: readonly string[], io: Io): Promise<ExitCode> {
  const line = readCommandLine(args)
  if (line.issues.length === 0 && line.invocation.has('version')) {
    io.stdout.write(`${VERSION}\n`)
    return EXIT_CODES.done
  }
  // Everything else in one piece: on a cold start each further file costs as much as ten kilobytes of code.
  const { carryOut } = await import('./carry-out.ts')
  const locale = chooseLocale(line.invocation.option('lang'), io.env)
  return EXIT_CODES[await carryOut({ line, io, locale, isJson: line.invocation.has('json') })]
}
