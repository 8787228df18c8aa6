import type { Tariff } from '@ratecard/core'
import type { Page } from './page.ts'
import { hang } from './text-width.ts'

export type ListedTariff = Pick<Tariff, 'id' | 'version' | 'provider' | 'scope' | 'currency' | 'name'> & {
  /** `file`: one of the user's own, in `file`. */
  readonly origin: 'bundled' | 'file'
  readonly file?: string
  readonly models: readonly string[]
}

/** The price lists, each with its id to copy and the models it prices. */
export function renderTariffList(lists: readonly ListedTariff[], page: Page): string {
  const { locale, style, say, width } = page
  const blocks = lists.map(({ id, version, scope, currency, name, origin, file, models }) => {
    const field = (key: string, text: string) => hang(`  ${say(key)}`, text, 14, width)
    return [
      style('bold', id),
      ...hang('', name[locale], 2, width),
      ...field('tariff.version', version),
      ...(scope === undefined ? [] : field('tariff.scope', scope)),
      ...field('tariff.currency', currency),
      ...field('tariff.from-where', file ?? say(`tariff.origin-${origin}`)),
      ...field('tariff.models', models.join(', ')),
    ].join('\n')
  })
  return [...blocks, style('dim', say('tariff.list-hint'))].join('\n\n')
}
