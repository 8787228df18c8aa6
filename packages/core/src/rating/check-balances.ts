import { isOrdered } from '../number/range.ts'
import { compareRationals, formatExact, ZERO } from '../number/rational.ts'
import { readInstant } from '../period/instant.ts'
import { type Issue, issue, shown } from '../result.ts'
import type { Tariff } from '../tariff/tariff.ts'
import type { Balance } from './balance.ts'
import { kindOf } from './cover.ts'

/** What is wrong with balances of a tariff: one that nothing would ever be taken from is a mistake and not a saving. */
export const checkBalances = (tariff: Tariff, balances: readonly Balance[]): readonly Issue[] =>
  balances.flatMap((balance, at) => {
    const path = `/balances/${at}`
    const isRepeated = balances.findIndex(({ id }) => id === balance.id) < at
    return [
      ...(isRepeated ? [issue('repeated-balance', `${path}/id`, { balance: shown(balance.id) })] : []),
      ...((balance.tariff ?? tariff.id) === tariff.id ? balanceIssues(balance, tariff, path) : []),
    ]
  })

function balanceIssues(balance: Balance, tariff: Tariff, path: string): readonly Issue[] {
  const allowances = tariff.allowances ?? []
  const allowance = allowances.find(({ id }) => id === balance.allowance)
  const name = shown(balance.id)
  const params = { balance: name, allowance: shown(balance.allowance) }
  if (allowance === undefined) {
    const candidates = allowances.map(({ id }) => id)
    return [
      ...formIssues(balance, path),
      issue('unknown-allowance', `${path}/allowance`, { ...params, tariff: tariff.id, candidates }),
    ]
  }
  const isMoney = kindOf(allowance) === 'savings-plan'
  const isNameless = allowance.per === 'model' && balance.model === undefined
  return [
    ...formIssues(balance, path),
    ...(isMoney === (balance.currency !== undefined) ? [] : [issue('balance-currency', `${path}/currency`, params)]),
    ...(isNameless ? [issue('balance-without-model', path, params)] : []),
  ]
}

function formIssues({ id, remaining, from, until, claims = [] }: Balance, path: string): readonly Issue[] {
  const isValid = id !== '' && isOrdered(remaining) && compareRationals(remaining.low, ZERO) >= 0
  const instants = {
    from,
    until,
    ...Object.fromEntries(claims.map((claim, at) => [`claims/${at}/until`, claim.until])),
  }
  return [
    ...(isValid ? [] : [issue('invalid-balance', path, { balance: shown(id), came: formatExact(remaining.low) })]),
    ...Object.entries(instants).flatMap(([field, text]) => {
      const read = text === undefined ? undefined : readInstant(text, `${path}/${field}`)
      return read && !read.ok ? read.issues : []
    }),
  ]
}
