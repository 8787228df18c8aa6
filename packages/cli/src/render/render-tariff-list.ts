import type { Tariff } from '@ratecard/core'
import type { Page } from './page.ts'
import { type Column, renderTable } from './table.ts'
import { hang } from './text-width.ts'

export type ListedTariff = Pick<Tariff, 'id' | 'version' | 'provider' | 'scope' | 'currency' | 'name'> & {
  /** `file`: one of the user's own, in `file`. */
  readonly origin: 'bundled' | 'file'
  readonly file?: string
  readonly models: readonly string[]
  readonly lastSeen: string
}

/** The price lists, a table for each folder of ids, and the names that they price where these are asked for. */
export function renderTariffList(lists: readonly ListedTariff[], withModels: boolean, page: Page): string {
  const { style, say, width } = page
  const folders = [...new Set(lists.map(({ id }) => folderOf(id)))]
  const tables = folders.map((folder) => {
    const inFolder = lists.filter(({ id }) => folderOf(id) === folder)
    const title = folder === '' ? [] : [style('bold', folder)]
    return [...title, renderTable(columnsOf(page), inFolder.map(rowOf), page)].join('\n')
  })
  const names = lists.map(({ id, models }) => [style('bold', id), ...hang('', models.join(', '), 2, width)].join('\n'))
  const own = lists.flatMap(({ id, file }) => (file === undefined ? [] : [`  ${id}`, ...hang('', file, 4, width)]))
  const files = own.length === 0 ? [] : [[style('bold', say('tariff.own-lists')), ...own].join('\n')]
  const hint = style('dim', say('tariff.list-hint', { id: lists[0]?.id ?? '' }))
  return [...tables, ...files, ...(withModels ? names : []), hint].join('\n\n')
}

/** `alibaba-model-studio/` of `alibaba-model-studio/cn-cny`: long, and shared by many. */
const folderOf = (id: string): string => id.slice(0, id.lastIndexOf('/') + 1)

const columnsOf = ({ say }: Page): readonly Column[] => [
  { heading: say('tariff.list') },
  { heading: say('tariff.scope') },
  { heading: say('tariff.currency') },
  { heading: say('tariff.version') },
  { heading: say('tariff.models'), align: 'right' },
  { heading: say('tariff.last-seen') },
]

const rowOf = ({ id, scope = '—', currency, version, models, lastSeen }: ListedTariff) => [
  id.slice(folderOf(id).length),
  scope,
  currency,
  version,
  String(models.length),
  lastSeen,
]
