import { failed, ok } from '@ratecard/core'
import { endpoint } from '../api/endpoint.ts'
import { METRICS_TYPE } from '../observe/open-metrics.ts'
import { serverIssue } from '../problems/server-issue.ts'

export const metrics = endpoint({
  id: 'metrics',
  scope: 'metrics',
  takesAnyQuery: true,
  method: 'GET',
  path: '/metrics',
  group: 'server',
  answered: { mediaType: 'text/plain', schema: { type: 'string' } },
  problems: ['not-found'],
  async answer(_read, { services }) {
    if (!services.metrics) return failed(serverIssue('not-found', '', { path: '/metrics' }))
    const headers = { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' }
    return ok({ status: 200, headers, body: await services.metrics.text() })
  },
})
