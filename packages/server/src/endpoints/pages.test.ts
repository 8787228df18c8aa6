import { expect, it } from 'vitest'
import { PROBLEM_CODES } from '../problems/problem-status.ts'
import { ask } from '../testing/ask.ts'
import { ENDPOINTS } from './endpoints.ts'

it.each(PROBLEM_CODES)('explains %s in both languages', async (code) => {
  const english = await ask('GET', `/problems/${code}`)
  const chinese = await ask('GET', `/problems/${code}`, undefined, { query: 'lang=zh' })
  expect(english.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(english.text).toContain(`<code>${code}</code>`)
  expect(chinese.text).toMatch(/<h1>[^<]*\p{Script=Han}/u)
})

it('lists every kind of problem, and knows no others', async () => {
  const { text } = await ask('GET', '/problems')
  for (const code of PROBLEM_CODES) expect(text).toContain(`<code>${code}</code>`)
  const { status, json } = await ask('GET', '/problems/<script>')
  expect([status, json.code]).toEqual([404, 'not-found'])
})

it('describes itself', async () => {
  const { json } = await ask('GET', '/openapi.json')
  const described = Object.entries(json.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described).toEqual(ENDPOINTS.map(({ method, path }) => `${method} ${path}`))
})

it('explains every address to people', async () => {
  const { text } = await ask('GET', '/docs')
  for (const { method, path } of ENDPOINTS) expect(text).toContain(`<code>${method} ${path}</code>`)
  expect(text).toContain('<code>usage</code>')
  expect((await ask('GET', '/docs', undefined, { query: 'lang=zh' })).text).toContain('本服务器所应答')
})
