import type { ExitCode } from '../exit-codes.ts'
import type { Io, Output } from '../io.ts'
import { runProgram } from '../program.ts'

/** A world of plain values in place of the process. */
export interface World {
  /** Contents by path; a directory is `null`, and an error code such as `EACCES` stands for itself in an object. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null | { readonly error: string }>>
  readonly stdin?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly isTerminal?: boolean
  readonly columns?: number
  /** Bytes in which files come. */
  readonly chunkSize?: number
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
    isTerminal: world.isTerminal === true,
    ...(world.columns !== undefined && { columns: world.columns }),
  })
  const exitCode = await runProgram(args, ioOf(world, output('stdout'), output('stderr')))
  return { exitCode, ...written }
}

function ioOf(world: World, stdout: Output, stderr: Output): Io {
  const { files = {}, stdin = '', env = {} } = world
  return {
    stdin: { isTerminal: world.isTerminal === true, read: () => inChunks(stdin, world) },
    stdout,
    stderr,
    env,
    now: () => NOW,
    newId: () => 'receipt-1',
    inspect: async (path) => {
      const standing = Object.hasOwn(files, path) ? files[path] : undefined
      if (standing === undefined) return { error: 'ENOENT' }
      if (standing === null) return 'directory'
      return typeof standing === 'object' && 'error' in standing ? standing : 'file'
    },
    readFile: (path) => inChunks(files[path] as string | Uint8Array, world),
    matchFiles: async (pattern) => {
      const ending = pattern.replace(/^.*\*/, '')
      return Object.keys(files).filter((path) => files[path] !== null && path.endsWith(ending))
    },
  }
}

async function* inChunks(content: string | Uint8Array, { chunkSize = 7 }: World): AsyncIterable<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize)
}
