import { ok } from '@ratecard/core'
import { z } from 'zod'
import { keptResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'
import type { BookList } from '../pricing/price-book.ts'

const anyText = z.string()

const listed = z
  .object({
    id: anyText,
    version: anyText,
    provider: anyText,
    scope: anyText.exactOptional(),
    currency: anyText,
    name: z.union([anyText, z.object({ en: anyText, zh: anyText })]),
    sha256: anyText,
    origin: z.enum(['bundled', 'file']),
    models: z.array(anyText),
  })
  .meta({ id: 'ListedTariff' })

const tariffList = z
  .object({ schema: z.literal('ratecard/tariff-list@1'), tariffs: z.array(listed) })
  .meta({ id: 'TariffList' })

export type TariffList = z.output<typeof tariffList>

export const tariffs = endpoint({
  id: 'tariffs',
  scope: 'tariffs',
  method: 'GET',
  path: '/v1/tariffs',
  group: 'lists',
  example: {},
  answered: {
    mediaType: 'application/json',
    schema: tariffList,
  },
  problems: [],
  answer: (_read, { services }) =>
    ok(keptResponse({ schema: 'ratecard/tariff-list@1', tariffs: services.book.lists.map(listedTariff) })),
})

function listedTariff({ list, hashes, origin, names }: BookList) {
  const { id, version, provider, scope, currency, name } = list
  const own = { id, version, provider, ...(scope !== undefined && { scope }), currency, name }
  return { ...own, sha256: hashes.sha256, origin, models: [...names] }
}
