import { expect, it } from 'vitest'
// @boundaries-ignore a helper of tests, which are not published
import { docExamples, runExample } from '../../../scripts/vitest-docstrings.ts'
import { keyRing } from './access/key-ring.ts'
import { type ClientOptions, openClient } from './client/client.ts'
import * as server from './index.ts'
import { testServices } from './testing/ask.ts'

// What listens is not ended by its example: serve.test.ts and express.test.ts are that.
const examples = docExamples(new URL('./', import.meta.url)).filter(({ place }) => !place.startsWith('express.ts'))

/** What a server answers, without one. */
async function fetchAnswer(url: string, { method = 'GET', headers = {}, body = '' }: RequestInit = {}) {
  const { pathname, search } = new URL(url)
  const bytes = [Buffer.from(String(body))]
  const request = { method, path: pathname, query: search.slice(1), headers: headers as never, body: bytes }
  const { body: text, ...answer } = await server.handle(request, testServices)
  return new Response(text as string, answer)
}

const scope = {
  ...server,
  keyRing,
  services: testServices,
  openClient: (options: ClientOptions) => openClient({ ...options, fetch: fetchAnswer as never }),
}

it('finds them', () => {
  expect(examples.length).toBeGreaterThan(3)
})

it.each(examples)('$place', async (example) => {
  for (const [given, said] of await runExample(example, scope)) expect(given).toEqual(said)
})
