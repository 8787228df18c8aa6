import { failed, ok } from '@ratecard/core'
import { z } from 'zod'
import { endpoint } from '../api/endpoint.ts'
import { serverIssue, shorten } from '../problems/server-issue.ts'

export const tariff = endpoint({
  id: 'tariff',
  scope: 'tariffs',
  method: 'GET',
  path: '/v1/tariffs/{id}',
  group: 'lists',
  pathParameters: z.object({ id: z.string() }),
  example: { parameters: { id: 'atomgit-ai/default' } },
  answered: {
    mediaType: 'application/json',
    schema: { $ref: '#/components/schemas/Tariff' },
  },
  problems: ['unknown-tariff'],
  answer({ parameters: { id } }, { services }) {
    const { lists } = services.book
    const found = lists.find(({ list, hashes }) => list.id === id || hashes.sha256 === id)
    if (found === undefined) {
      const candidates = lists.map(({ list }) => list.id)
      return failed(serverIssue('unknown-tariff', '/id', { came: shorten(id), candidates }))
    }
    const { sha256 } = found.hashes
    // What a key opens is not for a cache that gives it to others.
    const whose = services.access?.kind === 'keys' ? 'private' : 'public'
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      etag: `"${sha256}"`,
      'content-location': `/v1/tariffs/${sha256}`,
      'cache-control': id === sha256 ? `${whose}, max-age=31536000, immutable` : 'no-cache',
    }
    return ok({ status: 200, headers, body: found.canonical() })
  },
})
