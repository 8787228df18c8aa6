import { failed, type Result, type Tariff } from '@ratecard/core'
import type { Io } from '../io.ts'
import { inFile, readJsonFile } from './read-json-file.ts'

/** Reads a tariff that somebody wrote; every mistake in it is told with its place. */
export async function readTariffFile(name: string, io: Io): Promise<Result<Tariff>> {
  const json = await readJsonFile(name, io)
  if (!json.ok) return json
  const { parseTariff } = await import('@ratecard/core/schema')
  const tariff = parseTariff(json.value)
  return tariff.ok ? tariff : failed(...tariff.issues.map((issue) => inFile(issue, name)))
}
