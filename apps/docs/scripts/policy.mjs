import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Computes the security policy under which the built site works, of the inline scripts that its pages hold, and writes it
 * to `build/policy.json` and, as several hosts read it, to `build/_headers`. What Docusaurus hides by a style attribute
 * is hidden by a class instead, so that styles need no exception.
 */
const build = 'build'
const pages = readdirSync(build, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
const hashes = new Set()

for (const page of pages) {
  const path = join(build, page)
  const html = readFileSync(path, 'utf8')
  const plain = html.replace('<svg style="display: none;">', '<svg class="svg-sprite">')
  if (plain !== html) writeFileSync(path, plain)
  if (/<[a-z][^>]* style=/.test(plain)) throw new Error(`${page} has a style attribute, which the policy refuses.`)
  for (const [, script] of plain.matchAll(/<script(?![^>]*(?:\ssrc=|type="?application\/))[^>]*>([\s\S]*?)<\/script>/g))
    hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
}

const policy = [
  "default-src 'self'",
  `script-src 'self' ${[...hashes].sort().join(' ')}`,
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "object-src 'none'",
].join('; ')
writeFileSync(join(build, 'policy.json'), `${JSON.stringify({ policy, pages: pages.length }, null, 2)}\n`)
writeFileSync(join(build, '_headers'), `/*\n  Content-Security-Policy: ${policy}\n`)
