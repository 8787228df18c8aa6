import { pointer } from '../compile/lint/json-pointer.ts'
import { type LosslessJson, readJson } from '../json/read-json.ts'
import { failed, issue, ok, type Result } from '../result.ts'
import { readCsv } from './csv.ts'
import { JSON_FORMATS } from './formats.ts'
import { cameOf, isItems, isMembers } from './members.ts'
import { PRICE_MAP_FORMATS, type PriceMapFormat, type ReadMap } from './price-map.ts'

interface Read {
  readonly format: PriceMapFormat
  readonly map: ReadMap
}

/** Reads a file of a stated format, or of the one that its shape tells. What is no price map is refused as a whole. */
export function readPriceMap(text: string, format: PriceMapFormat | undefined): Result<Read> {
  const start = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .slice(0, 200)
  if (start === '') return failed(issue('import-empty', ''))
  if (/^<(?:!doctype|html|\?xml|head|body)/i.test(start))
    return failed(issue('import-html', '', { line: '1', column: '1' }))
  if (format === 'csv' || (format === undefined && !/^[[{]/.test(start))) {
    const map = readCsv(text)
    return map.ok ? ok({ format: 'csv', map: map.value }) : map
  }
  const document = readJson(text)
  return document.ok ? readDocument(document.value, format) : document
}

function readDocument(document: LosslessJson, format: PriceMapFormat | undefined): Result<Read> {
  const unsafe = findUnsafeKey(document)
  if (unsafe !== undefined) return failed(issue('import-unsafe-key', unsafe, { key: '__proto__' }))
  const error = isMembers(document) && !isMembers(document.models) ? (document.error ?? document.errors) : undefined
  if (error !== undefined && (!isMembers(error) || error.models === undefined))
    return failed(issue('import-error-object', '/error', { came: JSON.stringify(error).slice(0, 80) }))
  const known = Object.keys(JSON_FORMATS) as readonly (keyof typeof JSON_FORMATS)[]
  const found = known.find((name) => (format === undefined || format === name) && JSON_FORMATS[name].isOf(document))
  if (found) return ok({ format: found, map: JSON_FORMATS[found].read(document) })
  return failed(
    issue('import-unknown-format', '', {
      came: cameOf(document),
      candidates: format === undefined ? PRICE_MAP_FORMATS : [format],
    }),
  )
}

/** The place of a key that would be taken for the prototype of an object. Nesting is bounded by the reader. */
function findUnsafeKey(value: LosslessJson, path: readonly (string | number)[] = []): string | undefined {
  const entries = isItems(value) ? value.entries() : isMembers(value) ? Object.entries(value) : []
  for (const [key, inner] of entries) {
    if (key === '__proto__') return pointer([...path, key])
    const found = typeof inner === 'object' && inner !== null ? findUnsafeKey(inner, [...path, key]) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
