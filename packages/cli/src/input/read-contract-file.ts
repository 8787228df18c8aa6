import { type Contract, failed, type Result } from '@ratecard/core'
import type { Io } from '../io.ts'
import { inFile, readJsonFile } from './read-json-file.ts'

/** Reads a contract; every mistake in the file is told with its place. */
export async function readContractFile(name: string, io: Io): Promise<Result<Contract>> {
  const json = await readJsonFile(name, io)
  if (!json.ok) return json
  const { parseContract } = await import('@ratecard/core/schema')
  const contract = parseContract(json.value)
  return contract.ok ? contract : failed(...contract.issues.map((issue) => inFile(issue, name)))
}
