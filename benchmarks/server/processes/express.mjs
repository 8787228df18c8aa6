/**
 * The least that Express does for a POST of JSON: it parses the body and sends a text. `node express.mjs {"answers": […]}`
 * sends the first text at `/0`, the second at `/1`. It has no ETag and names no Express, as ours does not.
 */
import express from 'express'
import { announce } from './announce.mjs'

const { answers } = JSON.parse(process.argv[2])
const app = express().disable('etag').disable('x-powered-by')
for (const [at, answer] of answers.entries())
  app.post(`/${at}`, express.json(), (_request, response) => response.type('json').send(answer))
const server = app.listen(0, '127.0.0.1', () => announce(`http://127.0.0.1:${server.address().port}`))
