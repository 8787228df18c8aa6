import type { RateCard, Tariff } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import type { CommandResult, Invocation } from '../command.ts'
import { renderTariffList } from '../render/render-tariff-list.ts'

/** Lists the price lists that come with the program. */
export async function tariffList({ has }: Invocation): Promise<CommandResult> {
  const lists = await Promise.all(
    BUNDLED_TARIFFS.map(async ({ load, sha256, models }) => {
      const tariff = await load()
      const { id, version, provider, scope, currency, name } = tariff
      const listed = { id, version, provider, ...(scope !== undefined && { scope }), currency, name, sha256, models }
      return { listed, lastSeen: lastSeen(tariff) }
    }),
  )
  return {
    kind: 'answer',
    json: { schema: 'ratecard/tariff-list@1', tariffs: lists.map(({ listed }) => listed) },
    text: (page) =>
      renderTariffList(
        lists.map(({ listed, lastSeen: day }) => ({ ...listed, lastSeen: day })),
        has('models'),
        page,
      ),
    outcome: 'done',
  }
}

/** The last day on which any price of a list was seen; calendar days are ordered as text. */
const lastSeen = ({ cards, sources }: Tariff): string =>
  cards
    .map(({ effective, source }: RateCard) => effective.observed?.at(-1) ?? sources[source]?.checked ?? '')
    .sort()
    .at(-1) ?? ''
