import { createHash } from 'node:crypto'
import type { Locale } from '@ratecard/core/messages'
import { STYLE } from '../pages/style.ts'
import { type ApiResponse, etagOf } from './api-message.ts'

const styleHash = createHash('sha256').update(STYLE).digest('base64')

/** Nothing is loaded and nothing runs; the one style is known by its hash. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A page for people, which a browser may keep and asks whether it still holds. */
export const htmlResponse = (page: string, locale: Locale): ApiResponse => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-language': locale,
    'content-security-policy': POLICY,
    etag: etagOf(page),
    'cache-control': 'private, no-cache',
  },
  body: page,
})
