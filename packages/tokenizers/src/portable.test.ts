import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Context, createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { loadTokenizer } from './load-tokenizer.ts'
import type { ExactTokenizer } from './tokenizer/exact-tokenizer.ts'

const text = 'Nice to meet you, 你好，世界! cafe\u0301 👩‍💻 '.repeat(2_000)

/** What browsers and edge runtimes have; no Buffer and no process, and nothing is made of strings. */
const web = { TextDecoder, TextEncoder, DecompressionStream, Blob, Response, atob }

async function bundled(): Promise<string> {
  const esbuild = createRequire(createRequire(import.meta.url).resolve('tsup'))('esbuild')
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(new URL('entries/qwen.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    globalName: 'entry',
    platform: 'browser',
    write: false,
  })
  return outputFiles[0].text
}

const code = await bundled()

function open(globals: object): Promise<ExactTokenizer> {
  const context: Context = createContext({ ...web, ...globals }, { codeGeneration: { strings: false, wasm: false } })
  return runInContext(`${code};entry.load()`, context)
}

test.each([
  ['with hashes', { crypto }],
  ['on a page without HTTPS, which has none', {}],
])('counts without Buffer, process, WASM and eval, %s', async (_, globals) => {
  const [elsewhere, here] = await Promise.all([open(globals), loadTokenizer('qwen')])
  const ids = here.encode(text)
  expect([...elsewhere.encode(text)]).toEqual(ids)
  expect(elsewhere.count(text)).toBe(ids.length)
  expect(elsewhere.decode(ids)).toBe(text.normalize('NFC'))
})

test('a damaged file is told by its hash there, too', async () => {
  const damaged = { ...crypto, subtle: { digest: async () => new ArrayBuffer(32) } }
  await expect(open({ crypto: damaged })).rejects.toMatchObject({ code: 'corrupt-vocabulary', actual: '0'.repeat(64) })
})
