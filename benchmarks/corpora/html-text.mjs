const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** The paragraphs of an HTML page, without markup; listings keep their lines, everything else is folded to one. */
export function htmlParagraphs(html) {
  const body = html.slice(Math.max(0, html.indexOf('<body'))).replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
  return body
    .split(/(<pre\b[\s\S]*?<\/pre>)/)
    .flatMap((part) => {
      if (part.startsWith('<pre')) return [plain(part).trimEnd()]
      return part
        .split(/<\/?(?:p|div|h\d|li|dt|dd|td|th|tr|table|ul|ol|dl|article|header|section|br|hr)\b[^>]*>/)
        .map((block) =>
          plain(block)
            .replace(/[ \t\r\n]+/g, ' ')
            .trim(),
        )
    })
    .filter((paragraph) => paragraph !== '')
}

function plain(html) {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(x?)([\da-f]+);/gi, (_, hex, digits) => String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)))
    .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole)
}
