import { createReadStream } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'

/** A stream that a command writes text to. */
export interface Output {
  readonly write: (text: string) => void
  readonly isTerminal: boolean
  /** Width of the terminal, where there is one. */
  readonly columns?: number
}

/** Everything impure that a command touches. */
export interface Io {
  readonly stdin: { readonly isTerminal: boolean; readonly read: () => AsyncIterable<Uint8Array> }
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  /** What stands at a path, or the system's error code: `ENOENT`, `EACCES`, …. */
  readonly inspect: (path: string) => Promise<'file' | 'directory' | { readonly error: string }>
  readonly readFile: (path: string) => AsyncIterable<Uint8Array>
  /** Paths of files that a pattern matches, sorted. */
  readonly matchFiles: (pattern: string) => Promise<readonly string[]>
}

/** The world as Node gives it. Each stream is opened when it is first used: every one takes milliseconds. */
export function processIo(world: NodeJS.Process): Io {
  const stdout = once(() => outputOf(world.stdout, world))
  const stderr = once(() => outputOf(world.stderr, world))
  return {
    stdin: {
      get isTerminal() {
        return world.stdin.isTTY === true
      },
      read: () => world.stdin,
    },
    get stdout() {
      return stdout()
    },
    get stderr() {
      return stderr()
    },
    env: world.env,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    inspect,
    readFile: (path) => createReadStream(path),
    matchFiles: async (pattern) => {
      const { glob } = await import('tinyglobby')
      return (await glob(pattern, { onlyFiles: true, expandDirectories: false })).sort()
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

function outputOf(stream: NodeJS.WriteStream, world: NodeJS.Process): Output {
  // A reader that has seen enough, such as `head`, closes the pipe: that is no error, and nothing more is to be said.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    world.exit()
  })
  return {
    write: (text) => {
      stream.write(text)
    },
    isTerminal: stream.isTTY === true,
    ...(stream.isTTY && { columns: stream.columns }),
  }
}

async function inspect(path: string): ReturnType<Io['inspect']> {
  try {
    if ((await stat(path)).isDirectory()) return 'directory'
    await access(path, constants.R_OK)
    return 'file'
  } catch (error) {
    return { error: systemErrorCode(error) }
  }
}

/** `ENOENT` and the like, of an error that the system gave; `UNKNOWN` for any other. */
export const systemErrorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN'
