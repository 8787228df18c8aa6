import { readFile } from 'node:fs/promises'
import { failed, type Issue, type LosslessJson, type Result, readJson } from '@ratecard/core'
import { readText } from '../api/read-json-body.ts'

/**
 * Reads a JSON file that the server is to use.
 *
 * Issues: those of `readJson`, `invalid-text`, and the one that `unreadable` makes of the reason of the system.
 */
export async function readJsonFile(file: string, unreadable: (reason: string) => Issue): Promise<Result<LosslessJson>> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error)
  if (bytes instanceof Error) return failed(unreadable(bytes.code ?? bytes.name))
  const text = readText(bytes)
  const json = text.ok ? readJson(text.value) : text
  return json.ok ? json : failed(...json.issues.map((issue) => ({ ...issue, path: file })))
}
