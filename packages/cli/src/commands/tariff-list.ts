import type { Issue } from '@ratecard/core'
import type { CommandResult, Invocation } from '../command.ts'
import type { Io } from '../io.ts'
import { skipped } from '../pricing/own-tariffs.ts'
import { openBook } from '../pricing/tariff-book.ts'
import { type ListedTariff, renderTariffList } from '../render/render-tariff-list.ts'

/** Lists the price lists that may be used: those that come with the program, and the user's own. */
export async function tariffList(invocation: Invocation, io: Io): Promise<CommandResult> {
  const book = await openBook(invocation.options('tariffs'), io)
  const notices: Issue[] = [...book.issues]
  const lists: (ListedTariff & { readonly sha256: string })[] = []
  for (const { file, load } of book.entries) {
    const loaded = await load()
    if (!loaded.ok) {
      notices.push(...skipped(file ?? '', loaded.issues))
      continue
    }
    const { tariff, hashes } = loaded.value
    const { id, version, provider, scope, currency, name, cards } = tariff
    const models = [...new Set(cards.flatMap(({ model, aliases = [] }) => [model, ...aliases]))]
    lists.push({
      ...{ id, version, provider, ...(scope !== undefined && { scope }), currency, name },
      ...{
        sha256: hashes.sha256,
        origin: file === undefined ? 'bundled' : 'file',
        ...(file !== undefined && { file }),
      },
      models,
    })
  }
  return {
    kind: 'answer',
    json: { schema: 'ratecard/tariff-list@1', tariffs: lists },
    text: (page) => renderTariffList(lists, page),
    outcome: 'done',
    notices,
  }
}
