import type { Issue, RateCard, Tariff } from '@ratecard/core'
import type { CommandResult, Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { skipped } from '../pricing/own-tariffs.ts'
import { openBook } from '../pricing/tariff-book.ts'
import { type ListedTariff, renderTariffList } from '../render/render-tariff-list.ts'

/** Lists the price lists that may be used: those that come with the program, and the user's own. */
export async function tariffList({ has, options }: Invocation, io: Io): Promise<CommandResult> {
  const book = await openBook(options('tariffs'), io)
  const notices: Issue[] = [...book.issues]
  const lists: { readonly listed: Omit<ListedTariff, 'lastSeen'>; readonly lastSeen: string }[] = []
  for (const { file, load } of book.entries) {
    const loaded = await load()
    if (!loaded.ok) {
      notices.push(...skipped(file ?? '', loaded.issues))
      continue
    }
    const { tariff, hashes } = loaded.value
    lists.push({ listed: { ...summaryOf(tariff, hashes.sha256, file) }, lastSeen: lastSeen(tariff) })
  }
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
    notices,
  }
}

function summaryOf({ id, version, provider, scope, currency, name, cards }: Tariff, sha256: string, file?: string) {
  return {
    ...{ id, version, provider, ...(scope !== undefined && { scope }), currency, name, sha256 },
    ...{ origin: file === undefined ? ('bundled' as const) : ('file' as const), ...(file !== undefined && { file }) },
    models: [...new Set(cards.flatMap(({ model, aliases = [] }) => [model, ...aliases]))],
  }
}

/** The last day on which any price of a list was seen; calendar days are ordered as text. */
const lastSeen = ({ cards, sources }: Tariff): string =>
  cards
    .map(({ effective, source }: RateCard) => effective.observed?.at(-1) ?? sources[source]?.checked ?? '')
    .sort()
    .at(-1) ?? ''
