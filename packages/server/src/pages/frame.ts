import type { Locale } from '@ratecard/core/messages'
import { say } from '../messages/say.ts'
import { type Html, html } from './html.ts'
import { STYLE } from './style.ts'

/** What a page has of its own. */
export interface Page {
  readonly title: string
  /** Under which of the pages it stands. */
  readonly under: 'docs' | 'problems'
  readonly contents?: Html
  readonly main: Html
}

/** Chinese is written in simplified characters, which a font is chosen by. */
const LANGUAGES = { en: 'en', zh: 'zh-Hans' } as const satisfies Record<Locale, string>

/** Of data, so that nothing more is asked for. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230b5cad'/%3E%3Cpath d='M4 5h8M4 8h5M4 11h8' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E"

/** A whole page, without scripts and with the one style of all pages. */
export function pageHtml(page: Page, locale: Locale): string {
  const { title, contents, main } = page
  const name = say('page.title', locale)
  const text = html`<!doctype html>
<html lang="${LANGUAGES[locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title === name ? name : `${title} · ${name}`}</title>
<link rel="icon" href="${{ html: ICON }}">
<style>${{ html: STYLE }}</style>
</head>
<body>
<a class="skip" href="#main">${say('page.skip', locale)}</a>
${header(page, locale)}
<div class="${contents ? 'columns' : 'column'}">
${contents}
<main id="main" tabindex="-1">
<h1>${title}</h1>
${main}
</main>
</div>
</body>
</html>
`
  return text.html
}

function header({ under }: Page, locale: Locale): Html {
  const current = (isCurrent: boolean, kind: string) => (isCurrent ? html` aria-current="${kind}"` : undefined)
  const language = (one: Locale, name: string) =>
    html`<a href="?lang=${one}" lang="${LANGUAGES[one]}" hreflang="${LANGUAGES[one]}"${current(one === locale, 'true')}>${name}</a>`
  return html`<header class="top">
<a class="brand" href="/docs?lang=${locale}">Ratecard</a>
<nav aria-label="${say('page.pages', locale)}">
<a href="/docs?lang=${locale}"${current(under === 'docs', 'page')}>${say('page.brand', locale)}</a>
<a href="/problems?lang=${locale}"${current(under === 'problems', 'page')}>${say('page.wrong', locale)}</a>
<a href="/openapi.json?lang=${locale}">OpenAPI</a>
</nav>
<nav class="languages" aria-label="${say('page.language', locale)}">
${language('en', 'English')}
${language('zh', '中文')}
</nav>
</header>`
}
