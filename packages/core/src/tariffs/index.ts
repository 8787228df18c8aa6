import index from '../../tariffs/index.json' with { type: 'json' }
import type { Tariff } from '../tariff/tariff.ts'

/** A bundled price list: what it covers, and how to load it. Nothing is loaded before it is asked for. */
export interface BundledTariff {
  readonly id: string
  readonly provider: string
  readonly scope?: string
  readonly currency: string
  /** Of its canonical JSON. */
  readonly sha256: string
  /** Every name it prices, aliases included. */
  readonly models: readonly string[]
  readonly load: () => Promise<Tariff>
}

type Load = () => Promise<{ default: unknown }>

/** Each stands here in full, so that a bundler finds it. */
const LOADERS: Readonly<Record<string, Load>> = {
  'alibaba-model-studio/cn-cny': () =>
    import('../../tariffs/alibaba-model-studio/cn-cny.json', { with: { type: 'json' } }),
  'alibaba-model-studio/eu-cny': () =>
    import('../../tariffs/alibaba-model-studio/eu-cny.json', { with: { type: 'json' } }),
  'alibaba-model-studio/finance-cloud-cny': () =>
    import('../../tariffs/alibaba-model-studio/finance-cloud-cny.json', { with: { type: 'json' } }),
  'alibaba-model-studio/global-cny': () =>
    import('../../tariffs/alibaba-model-studio/global-cny.json', { with: { type: 'json' } }),
  'alibaba-model-studio/international-cny': () =>
    import('../../tariffs/alibaba-model-studio/international-cny.json', { with: { type: 'json' } }),
  'alibaba-model-studio/international-usd': () =>
    import('../../tariffs/alibaba-model-studio/international-usd.json', { with: { type: 'json' } }),
  'alibaba-model-studio/japan-cny': () =>
    import('../../tariffs/alibaba-model-studio/japan-cny.json', { with: { type: 'json' } }),
  'alibaba-model-studio/us-cny': () =>
    import('../../tariffs/alibaba-model-studio/us-cny.json', { with: { type: 'json' } }),
  'atomgit-ai/default': () => import('../../tariffs/atomgit-ai/default.json', { with: { type: 'json' } }),
}

/**
 * The price lists that come with the package.
 *
 * @example
 * const [list] = BUNDLED_TARIFFS.filter(({ models }) => models.includes('qwen-max'))
 * const table = compileTariff(await list.load(), { hashes: list })
 */
export const BUNDLED_TARIFFS: readonly BundledTariff[] = index.tariffs.map((entry) => ({
  ...entry,
  load: async () => (await LOADERS[entry.id]?.())?.default as Tariff,
}))
