import { ok } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { endpoint } from '../api/endpoint.ts'
import { htmlResponse } from '../api/html-response.ts'
import { USUAL_ADDRESS } from '../pages/code.ts'
import { docsHtml } from '../pages/docs.ts'

/** Made when they are first asked for, as for the usual address. */
const kept = new Map<Locale, Promise<string>>()

/** The page that explains every address. */
export const docsPage = endpoint({
  id: 'docs',
  scope: 'anybody',
  method: 'GET',
  path: '/docs',
  group: 'server',
  answered: { mediaType: 'text/html', schema: { type: 'string' } },
  problems: [],
  async answer(_read, { locale, headers, protocol }) {
    const page = kept.get(locale) ?? docsHtml(locale)
    kept.set(locale, page)
    return ok(htmlResponse((await page).replaceAll(USUAL_ADDRESS, addressOf(headers.host, protocol)), locale))
  },
})

/** The address by which the server was asked, if nothing in it could mean more to a page or a shell than an address. */
function addressOf(host = '', protocol = 'http'): string {
  if (!/^(?:[a-z\d](?:[a-z\d.-]{0,252})|\[[\da-f:]{2,39}\])(?::\d{1,5})?$/i.test(host)) return USUAL_ADDRESS
  return `${protocol === 'https' ? 'https' : 'http'}://${host}`
}
