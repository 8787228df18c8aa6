import { type Issue, issue } from '../result.ts'
import { applyContract, type Contract } from '../tariff/contract.ts'
import { isForModel } from '../tariff/is-for-model.ts'
import type { Tariff } from '../tariff/tariff.ts'
import { lintTariff } from './lint-tariff.ts'

/**
 * What is wrong with a contract for a price list: meters, facets and exclusions that it does not have, ids that are
 * taken, periods that are empty. Models that the list does not price are no fault: a contract may be for several lists.
 *
 * Issues: those errors of `lintTariff` that are about modifiers, with their place in the contract, and
 * `lint-fixed-price-of-steps`.
 *
 * @example
 * const issues = lintContract({ schema: 'ratecard/contract@1', name: 'Our contract', modifiers: [] }, tariff)
 */
export function lintContract(contract: Contract, tariff: Tariff): readonly Issue[] {
  const published = tariff.modifiers?.length ?? 0
  const { allowances: _allowances, waivers: _waivers, ...rest } = tariff
  const own = lintTariff(applyContract({ ...rest, cards: [] }, contract)).errors.flatMap((found) => {
    const [, list, at = '', ...place] = found.path.split('/')
    const index = Number(at) - published
    if (list !== 'modifiers' || index < 0 || found.code === 'lint-unknown-model') return []
    return [{ ...found, path: ['', 'modifiers', index, ...place].join('/') }]
  })
  return [...own, ...pricesOfSteps(contract, tariff)]
}

/** Prices that fall with volume have no one price to put another in place of. */
function pricesOfSteps({ modifiers }: Contract, { cards }: Tariff): readonly Issue[] {
  return modifiers.flatMap((modifier, at) => {
    const { id, price, meters } = modifier
    const card = cards.find(
      ({ model, aliases = [], rates }) =>
        [model, ...aliases].some((name) => isForModel(modifier, name)) &&
        rates.some(({ meter, steps }) => steps !== undefined && meters.includes(meter)),
    )
    return price === undefined || card === undefined
      ? []
      : [issue('lint-fixed-price-of-steps', `/modifiers/${at}/price`, { modifier: id, card: card.id })]
  })
}
