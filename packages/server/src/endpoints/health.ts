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
  method: 'GET',
  path: '/healthz',
  summary: 'Whether the server lives',
  answered: {
    description: 'It does.',
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
  method: 'GET',
  path: '/readyz',
  summary: 'Whether the server is ready',
  description: 'It is when its price lists are loaded, until it is told to stop.',
  answered: {
    description: 'It is.',
    mediaType: 'application/json',
    schema: z
      .object({ status: z.literal('ready'), tariffs: z.int().meta({ description: 'Price lists that are loaded.' }) })
      .meta({ id: 'Readiness' }),
  },
  problems: ['not-ready'],
  answer: (_read, { services }) =>
    services.state() === 'ready'
      ? ok(jsonResponse({ status: 'ready', tariffs: services.book.lists.length }, NOT_KEPT))
      : failed(serverIssue('not-ready', '', { seconds: '1' })),
})
