import fs from 'node:fs'
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { expect, test } from 'vitest'

const read: string[] = []
const readFileSync = fs.readFileSync
const readFile = files.readFile
fs.readFileSync = ((...request: Parameters<typeof readFileSync>) => {
  read.push(String(request[0]))
  return readFileSync(...request)
}) as typeof readFileSync
files.readFile = ((...request: Parameters<typeof readFile>) => {
  read.push(String(request[0]))
  return readFile(...request)
}) as typeof readFile
syncBuiltinESMExports()

const dataFiles = /[^/\\]+\.(?:json|gz|wasm)$/

function takeDataFiles(): string[] {
  return read.splice(0).flatMap((file) => dataFiles.exec(file) ?? [])
}

test('one tokenizer reads its own vocabulary and nothing is read before', async () => {
  const { loadTokenizer } = await import('./index.ts')
  await loadTokenizer('gpt2').catch(() => undefined)
  expect(takeDataFiles()).toEqual([])
  await loadTokenizer('cl100k_base')
  expect(takeDataFiles().sort()).toEqual(['cl100k_base.json', 'tiktoken_bg.wasm'])
  await loadTokenizer('qwen')
  expect(takeDataFiles()).toEqual(['qwen.json.gz'])
  await loadTokenizer('qwen')
  expect(takeDataFiles()).toEqual([])
})
