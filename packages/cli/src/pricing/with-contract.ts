import { applyContract, type Contract, failed, isContractFor, ok, type Result } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import { readContractFile } from '../input/read-contract-file.ts'
import { inFile } from '../input/read-json-file.ts'
import type { Io } from '../io.ts'
import { type LoadedTariff, sha256 } from './load-tariff.ts'

/**
 * Puts what was agreed with a provider into the price lists that it is for. Their hashes stay those of the published
 * lists, and the contract's own is named beside them.
 */
export async function withContract(
  loaded: readonly LoadedTariff[],
  file: string | undefined,
  io: Io,
): Promise<Result<readonly LoadedTariff[]>> {
  if (file === undefined) return ok(loaded)
  const read = await readContractFile(file, io)
  if (!read.ok) return read
  const contract = read.value
  const own = loaded.filter(({ tariff }) => isContractFor(contract, tariff))
  if (own.length === 0) return failed(noneFor(contract, file, loaded))
  const { lintContract } = await import('@ratecard/core/schema')
  const issues = own.flatMap(({ tariff }) => lintContract(contract, tariff))
  if (issues.length > 0) return failed(...issues.map((issue) => inFile(issue, file)))
  const reference = { name: contract.name, sha256: sha256(contract) }
  return ok(
    loaded.map((list) =>
      own.includes(list) ? { ...list, tariff: applyContract(list.tariff, contract), contract: reference } : list,
    ),
  )
}

const noneFor = ({ provider, scope, currency }: Contract, file: string, loaded: readonly LoadedTariff[]) =>
  cliIssue('contract-for-other-list', file, {
    asked: [provider, scope, currency].filter((name) => name !== undefined),
    candidates: loaded.map(({ tariff }) => tariff.id),
  })
