import { type FxTable, failed, type Result } from '@ratecard/core'
import type { Io } from '../io.ts'
import { inFile, readJsonFile } from './read-json-file.ts'

/** Reads exchange rates; every mistake in the file is told with its place. */
export async function readFxFile(name: string, io: Io): Promise<Result<FxTable>> {
  const json = await readJsonFile(name, io)
  if (!json.ok) return json
  const { parseFx } = await import('@ratecard/core/schema')
  const fx = parseFx(json.value)
  return fx.ok ? fx : failed(...fx.issues.map((issue) => inFile(issue, name)))
}
