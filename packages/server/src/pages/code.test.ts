import { expect, it } from 'vitest'
import { curlOf, jsonCode } from './code.ts'

const [method, path, query] = ['POST', '/v1/count', '']

it('quotes what a shell would read', () => {
  const body = { mediaType: 'application/json', text: `{"text":"it's $HOME \`ls\`"}` }
  expect(curlOf({ method, path, query, body })).toBe(
    `curl http://127.0.0.1:8080/v1/count \\\n  -H 'content-type: application/json' \\\n  -d '{"text":"it'\\''s $HOME \`ls\`"}'`,
  )
  expect(curlOf({ method: 'GET', path, query: 'a=1&b=2' })).toBe(`curl 'http://127.0.0.1:8080/v1/count?a=1&b=2'`)
})

it('marks names and values, and escapes them', () => {
  expect(jsonCode({ 'a"<': [true, '-1 "x": {'] }).html).toBe(
    [
      '{\n  <span class="name">&quot;a\\&quot;&lt;&quot;</span>: [',
      '    <span class="value">true</span>,',
      '    <span class="value">&quot;-1 \\&quot;x\\&quot;: {&quot;</span>',
      '  ]\n}',
    ].join('\n'),
  )
})
