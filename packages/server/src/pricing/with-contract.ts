import {
  applyContract,
  type Contract,
  compileTariff,
  failed,
  isContractFor,
  isRatecardError,
  matchModels,
  ok,
  type RateTable,
  type Result,
  withMatchedModel,
} from '@ratecard/core'
import { lintContract } from '@ratecard/core/schema'
import { serverIssue } from '../problems/server-issue.ts'
import { type Asked, type BookList, compileOptions, sha256 } from './price-book.ts'

/**
 * The lists that may price a model, compiled with what was agreed with the provider of some of them. Their hashes stay
 * those of the published lists, and the contract's own is named beside them. Nothing is kept: it is of one request.
 */
export function tablesWithContract(
  contract: Contract,
  lists: readonly BookList[],
  asked: Asked,
): Result<readonly RateTable[]> {
  const own = lists.filter(({ list }) => isContractFor(contract, list))
  if (own.length === 0) {
    const candidates = lists.map(({ list }) => list.id)
    return failed(serverIssue('contract-for-other-list', '/contract', { candidates }))
  }
  const issues = own.flatMap(({ list }) => lintContract(contract, list))
  if (issues.length > 0) return failed(...issues.map((issue) => ({ ...issue, path: `/contract${issue.path}` })))
  const reference = { name: contract.name, sha256: sha256(contract) }
  const tables = lists.map((one): Result<RateTable> => {
    const isOwn = own.includes(one)
    const tariff = isOwn ? applyContract(one.list, contract) : one.list
    const models = [asked.model, ...matchModels(asked.model, tariff)]
    const options = { ...compileOptions(asked), models, hashes: one.hashes, ...(isOwn && { contract: reference }) }
    return withMatchedModel(compileTariff(tariff, options), asked.model)
  })
  const refused = tables.flatMap((table) => (table.ok ? [] : table.issues))
  return refused.length > 0 ? failed(...refused) : ok(tables.flatMap((table) => (table.ok ? [table.value] : [])))
}

/** A contract may ask for more prices than a table can hold, which is seen when it is compiled or first used. */
export function withinLimits<T>(rate: () => Result<T>): Result<T> {
  try {
    return rate()
  } catch (error) {
    if (!isRatecardError(error) || error.code !== 'invalid-tariff') throw error
    return failed(serverIssue('impossible-contract', '/contract', { reason: error.message }))
  }
}
