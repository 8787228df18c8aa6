import { failed, type LosslessJson, type Result, type Tariff } from '@ratecard/core'
import type { Io } from '../io.ts'
import { inFile, readJsonFile } from './read-json-file.ts'

/** Reads a tariff that somebody wrote; every mistake in it is told with its place. */
export async function readTariffFile(name: string, io: Io): Promise<Result<Tariff>> {
  const json = await readJsonFile(name, io)
  return json.ok ? checkTariff(json.value, name) : json
}

/** Checks what was read of a file; places are told with the name of the file. */
export async function checkTariff(json: LosslessJson | Tariff, name: string): Promise<Result<Tariff>> {
  const { parseTariff } = await import('@ratecard/core/schema')
  const tariff = parseTariff(json)
  return tariff.ok ? tariff : failed(...tariff.issues.map((issue) => inFile(issue, name)))
}
