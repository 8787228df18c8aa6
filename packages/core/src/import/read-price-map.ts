import { pointer } from '../compile/lint/json-pointer.ts'
import { type LosslessJson, readJson } from '../json/read-json.ts'
import { failed, issue, ok, type Result } from '../result.ts'
import { readCsv } from './csv.ts'
import { JSON_FORMATS } from './formats.ts'
import { cameOf, isItems, isMembers, type JsonMembers, jsonText } from './members.ts'
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
  if (/^<[a-z!?/]/i.test(start)) return failed(issue('import-html', '', { line: '1', column: '1' }))
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
  const error = errorIn(document)
  if (error)
    return failed(issue('import-error-object', pointer([error]), { came: jsonText(membersOf(document)[error]) }))
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

const membersOf = (document: LosslessJson): JsonMembers => (isMembers(document) ? document : {})

/** The member of a document that tells of an error in place of prices. */
function errorIn(document: LosslessJson): string | undefined {
  const members = membersOf(document)
  if (isMembers(members.models)) return undefined
  const named = ['error', 'errors'].find((name) => (members[name] ?? undefined) !== undefined)
  const found = named === undefined ? undefined : members[named]
  if (named !== undefined) return isMembers(found) && found.models !== undefined ? undefined : named
  const isFlat = Object.values(members).every((value) => !isMembers(value) && !isItems(value))
  return isFlat && typeof members.message === 'string' ? 'message' : undefined
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
