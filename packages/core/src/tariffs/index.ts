import index from '../../tariffs/index.json' with { type: 'json' }
import type { Tariff, TariffHashes } from '../tariff/tariff.ts'

/** A bundled price list: what it covers, and how to load it. Nothing is loaded before it is asked for. */
export interface BundledTariff {
  readonly id: string
  readonly provider: string
  readonly scope?: string
  readonly currency: string
  /** Every name it prices, aliases included. */
  readonly models: readonly string[]
  readonly hashes: TariffHashes
  readonly load: () => Promise<Tariff>
}

const LOADERS: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  'alibaba-model-studio/international-usd': () =>
    import('../../tariffs/alibaba-model-studio/international-usd.json', { with: { type: 'json' } }),
  'atomgit-ai/default': () => import('../../tariffs/atomgit-ai/default.json', { with: { type: 'json' } }),
}

/**
 * The price lists that come with the package.
 *
 * @example
 * const [list] = BUNDLED_TARIFFS.filter(({ models }) => models.includes('qwen-max'))
 * const table = compileTariff(await list.load(), { hashes: list.hashes })
 */
export const BUNDLED_TARIFFS: readonly BundledTariff[] = index.tariffs.map((entry) => ({
  ...entry,
  load: async () => (await LOADERS[entry.id]?.())?.default as Tariff,
}))
