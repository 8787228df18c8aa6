import { expect, test } from 'vitest'
import { problemIssues } from './problem-issues.ts'

const refused = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  problemIssues(
    { status, headers: new Headers(headers) },
    typeof body === 'string' ? body : JSON.stringify(body),
    'costs',
  )

const told = (path: string) => ({ code: 'some-code', path, params: { came: '1' }, message: 'Something is wrong' })

test('issues of the inputs come with their words, at the field that a reader sees', () => {
  const body = {
    status: 422,
    code: 'invalid-request',
    issues: ['/usage/images', '/image/3', '/audio/1', '/turns', ''].map(told),
  }
  expect(refused(422, body)).toEqual(['/quantities/images', '/images', '/audio', '/turns', ''].map(told))
})

test.each([
  [401, 'ui.server-key'],
  [403, 'ui.server-key'],
  [429, 'ui.server-limit'],
  [500, 'ui.server-failed'],
  [502, 'ui.server-failed'],
  [503, 'ui.server-busy'],
])('%i is about the server', (status, code) => {
  expect(refused(status, { issues: [told('')] })).toEqual([expect.objectContaining({ code })])
})

test.each([
  ['7', '7'],
  ['0', '0'],
  [new Date(Date.now() + 60_500).toUTCString(), expect.stringMatching(/^(?:59|60|61)$/)],
  [new Date(0).toUTCString(), '0'],
  ['soon', undefined],
  ['-1e99', undefined],
])('Retry-After: %s', (header, seconds) => {
  const [issue] = refused(429, '', { 'retry-after': header })
  expect(issue?.params.seconds).toEqual(seconds)
})

test.each([
  [''],
  ['<h1>No</h1>'],
  ['null'],
  ['[]'],
  [{ issues: 'many' }],
  [{ issues: [null, 1, { code: 1, path: '', message: '' }, { code: 'a', path: '' }] }],
])('what is no problem that can be told: %j', (body) => {
  expect(refused(400, body)).toEqual([{ code: 'ui.server-failed', path: '', params: { host: 'costs', status: '400' } }])
})

test('nobody is told more than can be read', () => {
  const issues = Array.from({ length: 100 }, () => ({ ...told(''), params: null, message: 'x'.repeat(1000) }))
  const [first, ...others] = refused(422, { issues })
  expect(others).toHaveLength(19)
  expect(first).toMatchObject({ params: {}, message: 'x'.repeat(500) })
})
