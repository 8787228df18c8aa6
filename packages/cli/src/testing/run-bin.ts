import { type SpawnOptions, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const bin = fileURLToPath(new URL('../../bin.js', import.meta.url))

export interface Given {
  readonly cwd: string
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  readonly node?: readonly string[]
}

/** Runs the built command as a process of its own. */
export async function runBin(args: readonly string[], { cwd, stdin = '', env = {}, node = [] }: Given) {
  const options: SpawnOptions = { cwd, env: { PATH: process.env.PATH, ...env }, stdio: 'pipe' }
  const child = spawn(process.execPath, [...node, bin, ...args], options)
  child.stdin?.end(stdin)
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ])
  return { stdout, stderr, code }
}

export async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = ''
  for await (const chunk of stream?.setEncoding('utf8') ?? []) text += chunk
  return text
}
