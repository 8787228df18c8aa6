import { ok } from '@ratecard/core'
import { z } from 'zod'
import { keptResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'

export const openapi = endpoint({
  id: 'openapi',
  scope: 'anybody',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This description',
  answered: {
    description: 'The API in OpenAPI 3.1.',
    mediaType: 'application/json',
    schema: z.looseObject({ openapi: z.literal('3.1.0') }).meta({ id: 'OpenApi' }),
  },
  problems: [],
  answer: async () => ok(keptResponse((await import('../../openapi.json', { with: { type: 'json' } })).default)),
})
