import { ok } from '@ratecard/core'
import { z } from 'zod'
import { keptResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'
import { loadOpenApi } from '../openapi/open-api.ts'

export const openapi = endpoint({
  id: 'openapi',
  scope: 'anybody',
  method: 'GET',
  path: '/openapi.json',
  group: 'server',
  answered: {
    mediaType: 'application/json',
    schema: z.looseObject({ openapi: z.literal('3.1.0') }).meta({ id: 'OpenApi' }),
  },
  problems: [],
  answer: async (_read, { locale }) => ok(keptResponse(await loadOpenApi(locale))),
})
