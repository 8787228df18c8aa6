import { relative, resolve } from 'node:path'
import { localThread } from '../counting/local-thread.ts'
import type { ThreadSetup } from '../counting/thread-protocol.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { ByteRange } from '../input/byte-range.ts'
import { type Entry, type Io, type Output, OutputError, type Refusal, type Standing } from '../io.ts'
import { runProgram } from '../program.ts'

/** A file, a directory (`null`), or an error of the system such as `EACCES`. */
type Content = string | Uint8Array | null | Refusal

/** A world of plain values in place of the process. */
export interface World {
  /** By path; directories come to be by what is in them. */
  readonly files?: Readonly<Record<string, Content>>
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array>
  readonly env?: Readonly<Record<string, string>>
  readonly isTerminal?: boolean
  readonly columns?: number
  /** Stdout cannot be written to. */
  readonly isFull?: boolean
  /** Files cannot be written. */
  readonly isReadOnly?: boolean
  /** Takes what is written to files. */
  readonly written?: Map<string, string>
  /** Is told of each thread that is started. */
  readonly onThread?: () => void
  /** Bytes in which files come. */
  readonly chunkSize?: number
  /** Milliseconds that pass with each look at the clock. */
  readonly tick?: number
}

export interface Ran {
  readonly exitCode: ExitCode
  readonly stdout: string
  readonly stderr: string
}

/** 2026-11-22, noon in Beijing. */
const NOW = Date.UTC(2026, 10, 22, 4, 0, 0)

/** Runs a command line without a process, at one instant and with one receipt id. */
export async function runInMemory(args: readonly string[], world: World = {}): Promise<Ran> {
  const written = { stdout: '', stderr: '' }
  const output = (name: keyof typeof written): Output => ({
    write: (text) => {
      written[name] += text
    },
    flush: async () => {
      if (name === 'stdout' && world.isFull) throw new OutputError('ENOSPC')
    },
    isTerminal: world.isTerminal === true,
    ...(world.columns !== undefined && { columns: world.columns }),
  })
  const exitCode = await runProgram(args, ioOf(world, output('stdout'), output('stderr')))
  return { exitCode, ...written }
}

function ioOf(world: World, stdout: Output, stderr: Output): Io {
  const { stdin = '', env = {}, tick = 0 } = world
  const readFile = (path: string, range?: ByteRange) => {
    const content = contentAt(path, world)
    if (content === null) throw systemError('EISDIR')
    if (isRefusal(content)) throw systemError(content.error)
    return inChunks(content, world, range)
  }
  let now = NOW
  return {
    stdin: { isTerminal: world.isTerminal === true, read: () => (isStream(stdin) ? stdin : inChunks(stdin, world)) },
    stdout,
    stderr,
    env,
    now: () => {
      now += tick
      return now
    },
    newId: () => 'receipt-1',
    inspect: async (path) => (path === '' ? { error: 'ENOENT' } : standingOf(contentAt(path, world))),
    inspectLink: async (path) => standingOf(contentAt(path, world)),
    list: async (path) => entriesIn(path, world),
    realPath: async (path) => resolve(path),
    readFile,
    readStream: (path) => inChunks(contentAt(path, world) as string, world),
    replaceFiles: async (files) => {
      if (world.isReadOnly) return { error: 'EROFS' }
      for (const [path, text] of files) world.written?.set(keyOf(path), text)
      return undefined
    },
    parallelism: async () => 2,
    startThread: async (setup) => {
      world.onThread?.()
      return localThread(setup as ThreadSetup, readFile)
    },
    untilStopped: async () => {},
  }
}

const keyOf = (path: string): string => relative('', path)

function contentAt(path: string, { files = {} }: World): Content {
  const key = keyOf(path)
  if (Object.hasOwn(files, key)) return files[key] as Content
  return key === '' || Object.keys(files).some((name) => name.startsWith(`${key}/`)) ? null : { error: 'ENOENT' }
}

const isStream = (content: NonNullable<World['stdin']>): content is AsyncIterable<Uint8Array> =>
  typeof content === 'object' && Symbol.asyncIterator in content

const isRefusal = (content: Content): content is Refusal =>
  content !== null && typeof content === 'object' && 'error' in content

const systemError = (code: string): Error => Object.assign(new Error(code), { code })

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

/** A refusal stands for a file that cannot be read, except where nothing stands. */
function standingOf(content: Content): Standing | Refusal {
  if (content === null) return { kind: 'directory', size: 0 }
  if (isRefusal(content)) return content.error === 'ENOENT' ? content : { kind: 'file', size: 0 }
  return { kind: 'file', size: bytesOf(content).length }
}

function entriesIn(path: string, world: World): readonly Entry[] {
  const key = keyOf(path)
  const inside = Object.keys(world.files ?? {}).filter((name) => key === '' || name.startsWith(`${key}/`))
  const names = new Set(inside.map((name) => name.slice(key === '' ? 0 : key.length + 1).split('/')[0] as string))
  return [...names].flatMap((name) => {
    const standing = standingOf(contentAt(`${key === '' ? '' : `${key}/`}${name}`, world))
    return 'error' in standing ? [] : [{ name, ...standing }]
  })
}

async function* inChunks(
  content: string | Uint8Array,
  { chunkSize = 7 }: World,
  { from, to }: ByteRange = { from: 0, to: Number.POSITIVE_INFINITY },
): AsyncIterable<Uint8Array> {
  const bytes = bytesOf(content).subarray(from, to)
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize)
}
