import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, it } from 'vitest'
import { expressMessages } from './express-messages.ts'

it('gives an application requests and responses that it need not change', async () => {
  const app = express().set('trust proxy', 1)
  app.use((request, response) => response.json({ ip: request.ip, query: request.query }))
  const prototypes: object[] = []
  const server = createServer(expressMessages(app), (request: IncomingMessage, response) => {
    const before = [request, response].map(Object.getPrototypeOf)
    app(request as never, response as never)
    prototypes.push(...before, ...[request, response].map(Object.getPrototypeOf))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const headers = { 'x-forwarded-for': '192.0.2.1' }
  const answer = await fetch(`http://127.0.0.1:${port}/?a=1`, { headers })
  expect(await answer.json()).toEqual({ ip: '192.0.2.1', query: { a: '1' } })
  expect(prototypes.slice(2)).toEqual(prototypes.slice(0, 2))
  expect(prototypes.slice(0, 2)).toEqual([app.request, app.response])
  server.close()
})
