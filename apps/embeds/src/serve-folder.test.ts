import { expect, test } from 'vitest'
import { policyOf } from './serve-folder.ts'

test('a page without anything inline is served under the strictest policy', () => {
  expect(policyOf(['<script type="module" src="a.js"></script><p class="b">c</p>'])).toEqual(["default-src 'self'"])
})

test('what is inline is named by its hash, once', () => {
  const page = '<script>a()</script><p style="color:red">b</p>'
  expect(policyOf([page, page])).toEqual([
    "default-src 'self'",
    "script-src 'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='",
    "style-src-attr 'unsafe-hashes' 'sha256-8f935d27GvUutRyY9yWScUMiFUk4WTdZURISiYfPOeQ='",
  ])
})
