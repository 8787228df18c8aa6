import { createReadStream, fstatSync, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { startThread } from './counting/start-thread.ts'
import type { ByteRange } from './input/byte-range.ts'
import { readFile } from './input/read-file.ts'
import { systemErrorCode } from './system-error.ts'

/** A stream that a command writes text to. */
export interface Output {
  readonly write: (text: string) => void
  /** Waits until all of it is written; rejects with an {@link OutputError} where that cannot be. */
  readonly flush: () => Promise<void>
  readonly isTerminal: boolean
  /** Width of the terminal, where there is one. */
  readonly columns?: number
}

/** The system takes no more of what is written to stdout, as on a full disk. */
export class OutputError extends Error {
  override readonly name = 'OutputError'
  readonly code = 'unwritable-output'
  /** `ENOSPC` or the like. */
  readonly reason: string

  constructor(reason: string) {
    super(`stdout cannot be written to (${reason})`)
    this.reason = reason
  }
}

/** What a name stands for; `other` is a pipe, a socket or a device, `unnamed` what has a name that is not UTF-8. */
export interface Standing {
  readonly kind: 'file' | 'directory' | 'link' | 'other' | 'unnamed'
  /** Bytes of a file. */
  readonly size: number
}

/** Why the system refused: `ENOENT`, `EACCES`, …. */
export interface Refusal {
  readonly error: string
}

/** What stands in a directory under a name. */
export interface Entry extends Standing {
  readonly name: string
}

/** A thread that counts; it is told and tells in plain values. */
export interface Thread {
  /** Hands it a message, to be dealt with after those before it. */
  readonly post: (message: unknown) => void
  /** The next message of the thread; rejects if the thread broke. */
  readonly next: () => Promise<unknown>
  readonly stop: () => Promise<void>
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
  /** What stands at a path, links followed. */
  readonly inspect: (path: string) => Promise<Standing | Refusal>
  /** What stands at a path, a link not followed. */
  readonly inspectLink: (path: string) => Promise<Standing | Refusal>
  /** What stands in a directory, links not followed. */
  readonly list: (path: string) => Promise<readonly Entry[] | Refusal>
  /** The path without links; the path itself where nothing stands. */
  readonly realPath: (path: string) => Promise<string>
  /** The bytes of a file, or of a part of it; each chunk is valid until the next is asked for. */
  readonly readFile: (path: string, range?: ByteRange) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>
  /** The bytes of a pipe or a device. */
  readonly readStream: (path: string) => AsyncIterable<Uint8Array>
  /** Puts texts in the places of files, all or none; directories come to be. */
  readonly replaceFiles: (files: ReadonlyMap<string, string>) => Promise<Refusal | undefined>
  /** How many threads can run at once. */
  readonly parallelism: () => Promise<number>
  readonly startThread: (setup: unknown) => Promise<Thread>
  /** Resolves when the program is asked to end: by Ctrl-C, or by the system. */
  readonly untilStopped: () => Promise<void>
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
      // Node takes a directory for an empty stdin, and only reading it says what it is.
      read: () => (fstatSync(0).isDirectory() ? createReadStream('', { fd: 0 }) : world.stdin),
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
    inspect: async (path) => refusing(() => standingOf(statSync(path))),
    inspectLink: async (path) => refusing(() => standingOf(lstatSync(path))),
    list: async (path) => refusing(() => entriesOf(path)),
    realPath: async (path) => {
      const real = refusing(() => realpathSync.native(path))
      return typeof real === 'string' ? real : path
    },
    readFile,
    readStream: (path) => createReadStream(path),
    replaceFiles: async (files) => (await import('./output/replace-files.ts')).replaceFiles(files),
    parallelism: async () => (await import('node:os')).availableParallelism(),
    startThread,
    untilStopped: async () => (await import('@ratecard/server')).untilStopped(),
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

function outputOf(stream: NodeJS.WriteStream, world: NodeJS.Process): Output {
  // A reader that has seen enough, such as `head`, closes the pipe: that is no error, and nothing more is to be said.
  stream.on('error', (error) => {
    if (systemErrorCode(error) === 'EPIPE') world.exit()
  })
  let failure: unknown
  const write = (text: string, done = () => {}) =>
    stream.write(text, (error) => {
      failure ??= error
      done()
    })
  return {
    write: (text) => {
      write(text)
    },
    flush: async () => {
      await new Promise<void>((resolve) => write('', resolve))
      if (failure && systemErrorCode(failure) !== 'EPIPE') throw new OutputError(systemErrorCode(failure))
    },
    isTerminal: stream.isTTY === true,
    // Some terminals say that they have none.
    ...(stream.isTTY && stream.columns > 0 && { columns: stream.columns }),
  }
}

function refusing<T>(ask: () => T): T | Refusal {
  try {
    return ask()
  } catch (error) {
    return { error: systemErrorCode(error) }
  }
}

const entriesOf = (path: string): readonly Entry[] =>
  readdirSync(path).flatMap((name): readonly Entry[] => {
    const stats = lstatSync(`${path}/${name}`, { throwIfNoEntry: false })
    if (stats) return [{ name, ...standingOf(stats) }]
    // Node decodes a name, and cannot find by it what was no UTF-8. Anything else was removed meanwhile.
    return name.includes('\uFFFD') ? [{ name, kind: 'unnamed', size: 0 }] : []
  })

function standingOf(stats: Stats): Standing {
  if (stats.isFile()) return { kind: 'file', size: stats.size }
  return { kind: stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other', size: 0 }
}
