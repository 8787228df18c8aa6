import { expect, it } from 'vitest'
import { html, prose } from './html.ts'

it('escapes what is put into it, unless it is HTML', () => {
  expect(html`<p title="${`"'&`}">${'<b>'}${html`<i>${1}</i>`}${[html`a`, html`b`]}${undefined}</p>`.html).toBe(
    '<p title="&quot;&#39;&amp;">&lt;b&gt;<i>1</i>ab</p>',
  )
})

it.each([
  ['<script> in `a<b`', '&lt;script&gt; in <code>a&lt;b</code>'],
  ['see GET /v1/tariffs/{sha256}, byte', 'see <code>GET /v1/tariffs/{sha256}</code>, byte'],
  ['用 POST /v1/count。', '用 <code>POST /v1/count</code>。'],
])('tells code from prose in %s', (text, expected) => {
  expect(prose(text).html).toBe(expected)
})
