import { failed, ok } from '@ratecard/core'
import { z } from 'zod'
import { jsonResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'
import { serverIssue } from '../problems/server-issue.ts'

const NOT_KEPT = { 'cache-control': 'no-store' }

/** Whether the process lives. */
export const health = endpoint({
  id: 'health',
  scope: 'anybody',
  isHealth: true,
  takesAnyQuery: true,
  method: 'GET',
  path: '/healthz',
  group: 'server',
  answered: {
    mediaType: 'application/json',
    schema: z.object({ status: z.literal('ok') }).meta({ id: 'Health' }),
  },
  problems: [],
  answer: () => ok(jsonResponse({ status: 'ok' }, NOT_KEPT)),
})

/** Whether requests should be sent here. */
export const readiness = endpoint({
  id: 'readiness',
  scope: 'anybody',
  isHealth: true,
  takesAnyQuery: true,
  method: 'GET',
  path: '/readyz',
  group: 'server',
  answered: {
    mediaType: 'application/json',
    schema: z.object({ status: z.literal('ready'), tariffs: z.int() }).meta({ id: 'Readiness' }),
  },
  problems: ['not-ready'],
  answer: (_read, { services }) =>
    services.state() === 'ready'
      ? ok(jsonResponse({ status: 'ready', tariffs: services.book.lists.length }, NOT_KEPT))
      : failed(serverIssue('not-ready', '', { seconds: '1' })),
})
