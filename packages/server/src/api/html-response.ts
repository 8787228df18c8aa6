import type { Locale } from '@ratecard/core/messages'
import type { ApiResponse } from './api-message.ts'

/**
 * A page that needs no script and no style of its own.
 *
 * @param parts HTML; what comes from outside is escaped by whoever writes it.
 */
export const htmlResponse = (title: string, parts: readonly string[], locale: Locale): ApiResponse => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-language': locale,
    'content-security-policy': "default-src 'none'",
  },
  body: [
    `<!doctype html><html lang="${locale}"><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">`,
    `<title>${title}</title><h1>${title}</h1>`,
    ...parts,
    `<p><a href="?lang=en" lang="en">English</a> · <a href="?lang=zh" lang="zh">中文</a></p></html>`,
  ].join('\n'),
})

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (mark) => ESCAPES[mark] ?? mark)
