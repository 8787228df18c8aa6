import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { PROBLEM_CODES } from '../problems/problem-status.ts'
import { serve } from '../serve.ts'
import { ask, testServices } from '../testing/ask.ts'
import { ENDPOINTS } from './endpoints.ts'

const inLanguage = (lang: string) => ({ query: `lang=${lang}` })

it.each(PROBLEM_CODES)('explains %s in both languages', async (code) => {
  const english = await ask('GET', `/problems/${code}`)
  const chinese = await ask('GET', `/problems/${code}`, undefined, inLanguage('zh'))
  expect(english.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(english.text).toContain(`<code>${code}</code>`)
  expect(chinese.text).toMatch(/<h1>[^<]*\p{Script=Han}/u)
})

it('leads from a problem to the addresses that can tell it', async () => {
  const { text } = await ask('GET', '/problems/no-exact-count')
  expect(text).toContain('href="/docs?lang=en#openaiInputTokens"')
  expect(text).not.toContain('#compare')
  expect((await ask('GET', '/problems/internal')).text).toContain('Any request can come to it.')
})

it('lists every kind of problem, and knows no others', async () => {
  const { text } = await ask('GET', '/problems')
  for (const code of PROBLEM_CODES) expect(text).toContain(`<code>${code}</code>`)
  const { status, json } = await ask('GET', '/problems/<script>')
  expect([status, json.code]).toEqual([404, 'not-found'])
})

it('describes itself, in both languages', async () => {
  const { json } = await ask('GET', '/openapi.json')
  const described = Object.entries(json.paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described).toEqual(ENDPOINTS.map(({ method, path }) => `${method} ${path}`))
  const chinese = await ask('GET', '/openapi.json', undefined, inLanguage('zh'))
  expect(chinese.json.paths['/v1/price'].post.summary).toBe('一次调用花费了多少')
})

describe('/docs', () => {
  it('explains every address to people', async () => {
    const { text } = await ask('GET', '/docs')
    for (const { id, path } of ENDPOINTS) {
      expect(text).toContain(`<article id="${id}"`)
      expect(text).toContain(`<code>${path}</code>`)
    }
    expect(text).toContain('<code>usage</code>')
    expect(text).toContain('&quot;ratecard/receipt@1&quot;')
  })

  it('has its words and its examples in Chinese', async () => {
    const { text, headers } = await ask('GET', '/docs', undefined, inLanguage('zh'))
    expect(text).toMatch(/^<!doctype html>\n<html lang="zh-Hans">/)
    expect(headers['content-language']).toBe('zh')
    expect(text).toContain('<h4>请求体</h4>')
    expect(text).toContain('没有价目收录该模型')
  })

  it('may have one style, and nothing else', async () => {
    const { text, headers } = await ask('GET', '/docs')
    const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}'`)
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=/)
  })

  it('is not sent again to who has it', async () => {
    const { etag = '' } = (await ask('GET', '/docs')).headers
    expect((await ask('GET', '/docs', undefined, { headers: { 'if-none-match': etag } })).status).toBe(304)
    const chinese = await ask('GET', '/docs', undefined, { ...inLanguage('zh'), headers: { 'if-none-match': etag } })
    expect(chinese.status).toBe(200)
  })

  it.each([
    [{ host: 'rates.example' }, 'curl http://rates.example/v1/price '],
    [{ host: 'rates.example:444' }, 'curl https://rates.example:444/v1/price ', 'https'],
    [{ host: 'rates.example', 'x-forwarded-proto': 'https' }, 'curl http://rates.example/v1/price '],
    [{ host: '[::1]:8080' }, 'curl http://[::1]:8080/v1/price '],
    [{ host: 'a"><script>' }, 'curl http://127.0.0.1:8080/v1/price '],
    [{ host: 'a;reboot' }, 'curl http://127.0.0.1:8080/v1/price '],
    [{ host: '$(reboot)' }, 'curl http://127.0.0.1:8080/v1/price '],
    [{ host: 'a@b' }, 'curl http://127.0.0.1:8080/v1/price '],
    [{ host: 'a' }, 'curl http://a/v1/price ', 'javascript'],
  ])('with %j asks %s', async (headers, command, protocol = 'http') => {
    const { text } = await ask('GET', '/docs', undefined, { headers, protocol })
    expect(text).toContain(command)
    expect(text).not.toMatch(/reboot|<script/)
  })
})

const run = promisify(execFile)
const hasCurl = await run('curl', ['--version']).then(
  () => true,
  () => false,
)

describe.skipIf(!hasCurl)('the commands of /docs', () => {
  it.each(['en', 'zh'])('work as they stand there, in %s', async (lang) => {
    const serving = await serve({ port: 0, services: testServices })
    try {
      const page = await (await fetch(`${serving.url}/docs?lang=${lang}`)).text()
      const commands = [...page.matchAll(/<span class="curl">(.*?)<\/span>/gs)].map(([, command = '']) =>
        plain(command),
      )
      expect(commands).toHaveLength(ENDPOINTS.length)
      const answers = await Promise.all(commands.map((command) => run('sh', ['-c', `${command} -s --fail`])))
      expect(answers.map(({ stdout }) => stdout.length > 10)).not.toContain(false)
    } finally {
      await serving.close()
    }
  })
})

const plain = (escaped: string): string =>
  escaped.replace(/&(?:quot|#39|lt|gt|amp);/g, (mark) => {
    const marks: Readonly<Record<string, string>> = {
      '&quot;': '"',
      '&#39;': "'",
      '&lt;': '<',
      '&gt;': '>',
      '&amp;': '&',
    }
    return marks[mark] ?? mark
  })
