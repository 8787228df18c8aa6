import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import type { CommandResult } from '../command.ts'
import { renderTariffList } from '../render/render-tariff-list.ts'

/** Lists the price lists that come with the program. */
export async function tariffList(): Promise<CommandResult> {
  const lists = await Promise.all(
    BUNDLED_TARIFFS.map(async ({ load, sha256, models }) => {
      const { id, version, provider, scope, currency, name } = await load()
      return { id, version, provider, ...(scope !== undefined && { scope }), currency, name, sha256, models }
    }),
  )
  return {
    kind: 'answer',
    json: { schema: 'ratecard/tariff-list@1', tariffs: lists },
    text: (page) => renderTariffList(lists, page),
    outcome: 'done',
  }
}
