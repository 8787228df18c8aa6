/** A row with the line on which it begins; `isBroken` where a quote is not closed or stands in the middle of a field. */
export interface CsvRow {
  readonly line: number
  readonly fields: readonly string[]
  readonly isBroken: boolean
}

/** Reads CSV as RFC 4180 writes it, in one pass: quotes, doubled quotes, line ends in quotes, CRLF or LF, a BOM. */
export function* readCsvRows(text: string): Generator<CsvRow, undefined> {
  let [at, line] = [text.startsWith('\uFEFF') ? 1 : 0, 1]
  while (at < text.length) {
    const row = readRow(text, at)
    if (row.fields.length > 1 || row.fields[0] !== '') yield { line, fields: row.fields, isBroken: row.isBroken }
    line += row.lines
    at = row.next
  }
  return undefined
}

function readRow(text: string, start: number) {
  const fields: string[] = []
  let [at, lines, isBroken] = [start, 0, false]
  for (;;) {
    const field = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at)
    fields.push(field.value)
    isBroken ||= field.isBroken
    lines += field.value.split('\n').length - 1
    at = field.next
    if (text[at] !== ',') break
    at++
  }
  if (text[at] === '\r' && text[at + 1] === '\n') at++
  return { fields, isBroken, lines: lines + 1, next: at + 1 }
}

function readPlain(text: string, start: number) {
  let at = start
  while (at < text.length && !isEnd(text, at)) at++
  const value = text.slice(start, at)
  return { value, next: at, isBroken: value.includes('"') }
}

function readQuoted(text: string, start: number) {
  let value = ''
  let at = start + 1
  for (;;) {
    const end = text.indexOf('"', at)
    if (end < 0) return { value: value + text.slice(at), next: text.length, isBroken: true }
    value += text.slice(at, end)
    if (text[end + 1] !== '"') return afterQuote(text, value, end + 1)
    value += '"'
    at = end + 2
  }
}

function afterQuote(text: string, value: string, start: number) {
  let at = start
  while (at < text.length && !isEnd(text, at)) at++
  return { value, next: at, isBroken: at > start }
}

const isEnd = (text: string, at: number): boolean =>
  text[at] === ',' || text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n')
