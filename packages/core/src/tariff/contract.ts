import type { Localized, Modifier, Tariff } from './tariff.ts'

/** One agreed change of prices: a factor, or the price itself. */
export type ContractModifier = Omit<Modifier, 'name' | 'factor' | 'fixed' | 'instead' | 'source'> & {
  readonly name?: Localized
  readonly factor?: string
  /** In place of the factor, with `per`. */
  readonly price?: string
  readonly per?: string
}

/** What an account has agreed with its provider beside the published price list. */
export interface Contract {
  readonly schema: 'ratecard/contract@1'
  readonly name: string
  /** Only price lists of this provider, scope or currency. */
  readonly provider?: string
  readonly scope?: string
  readonly currency?: string
  readonly modifiers: readonly ContractModifier[]
}

/** Which contract a table or a receipt was made with. */
export interface ContractReference {
  readonly name: string
  /** SHA-256 of the contract's canonical JSON; absent when the caller gave none. */
  readonly sha256?: string
}

/** The key of the source that modifiers of a contract have. */
const SOURCE = 'contract'

/** Whether a price list is one that a contract is for. */
export const isContractFor = (
  { provider, scope, currency }: Contract,
  tariff: Pick<Tariff, 'provider' | 'scope' | 'currency'>,
): boolean =>
  (provider ?? tariff.provider) === tariff.provider &&
  (scope ?? tariff.scope) === tariff.scope &&
  (currency ?? tariff.currency) === tariff.currency

/**
 * The price list with a contract's modifiers, of evidence `contract`, ready to be compiled. The published one is not
 * changed; a price list that the contract is not for is answered as it is. Name the contract to `compileTariff`, and
 * give it the hashes of the published list.
 *
 * Order, scope and exclusions are those of the modifiers: of two that exclude each other the lower order holds, and at
 * equal order that of the price list.
 *
 * @example
 * const contract = { schema: 'ratecard/contract@1', name: 'Our contract', modifiers: [] }
 * const table = compileTariff(applyContract(tariff, contract), { contract: { name: contract.name } })
 */
export function applyContract(tariff: Tariff, contract: Contract): Tariff {
  if (!isContractFor(contract, tariff)) return tariff
  const source = { url: '', title: contract.name, checked: '0001-01-01', evidence: 'contract' as const }
  return {
    ...tariff,
    sources: { ...tariff.sources, [SOURCE]: source },
    modifiers: [...(tariff.modifiers ?? []), ...contract.modifiers.map((modifier) => asModifier(modifier, contract))],
  }
}

function asModifier({ price, per = '1', factor = '1', name, ...rest }: ContractModifier, contract: Contract): Modifier {
  return {
    ...rest,
    name: name ?? { en: contract.name, zh: contract.name },
    factor,
    ...(price !== undefined && { fixed: { price, per } }),
    source: SOURCE,
  }
}

/** Whether a modifier is agreed and not published: no published price has it in it already. */
export const isAgreed = (tariff: Pick<Tariff, 'sources'>, { source }: Modifier): boolean =>
  tariff.sources[source]?.evidence === 'contract'
