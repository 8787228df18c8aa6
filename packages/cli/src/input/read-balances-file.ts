import { type Balance, failed, type Result } from '@ratecard/core'
import type { Io } from '../io.ts'
import { inFile, readJsonFile } from './read-json-file.ts'

/** Reads prepaid balances; every mistake in the file is told with its place. */
export async function readBalancesFile(name: string, io: Io): Promise<Result<readonly Balance[]>> {
  const json = await readJsonFile(name, io)
  if (!json.ok) return json
  const { parseBalances } = await import('@ratecard/core/schema')
  const balances = parseBalances(json.value)
  return balances.ok ? balances : failed(...balances.issues.map((issue) => inFile(issue, name)))
}
