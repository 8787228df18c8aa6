/** HTML that may stand in a page as it is. */
export interface Html {
  readonly html: string
}

type Part = Html | string | number | undefined | readonly Html[]

/** HTML of a template: whatever is put into it is escaped, unless it is HTML itself. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.map((text, at) => text + htmlOf(parts[at])).join(''),
})

function htmlOf(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return 'html' in part ? part.html : part.map((one) => one.html).join('')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark)

/** A text of the messages: what stands between backticks is code, and so is an address with its method. */
export const prose = (text: string): Html => ({
  html: escapeHtml(text).replace(
    /`([^`]+)`|\b((?:GET|POST) \/[\w./{}-]*[\w}])/g,
    (_, code, address) => `<code>${code ?? address}</code>`,
  ),
})
