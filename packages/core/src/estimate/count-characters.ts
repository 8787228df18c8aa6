import { failed, issue, ok, type Result, shown } from '../result.ts'
import type { CharacterRule } from '../tariff/tariff.ts'
import { codePointSet } from './code-point-set.ts'
import ideographs from './ideographs.json' with { type: 'json' }

/** Code points of a text by what a price for characters tells apart. */
export interface CharacterCounts {
  /** Script=Han and Ideographic=Yes: no kana, no hangul, no punctuation. */
  readonly ideographs: number
  readonly others: number
}

/**
 * How far a text has been counted: plain data, made by {@link countCharacters}. Of SSML it counts what is spoken, and
 * holds what is needed to tell tags from it.
 */
export interface CharacterCount extends CharacterCounts {
  /** Undefined as long as the text may yet turn out to be SSML. */
  readonly form?: 'plain' | 'ssml'
  /** The end of what was read, where it cannot be told yet what it is. */
  readonly pending: string
  /** Elements of SSML that are open; none before the first and after the last. */
  readonly open: readonly string[]
  readonly hasEnded: boolean
  /** What stands where SSML has something else, and what that is. */
  readonly fault?: { readonly expected: string; readonly came: string }
}

const NOTHING: CharacterCount = { ideographs: 0, others: 0, pending: '', open: [], hasEnded: false }

/** Nothing counted yet, by a rule that charges tags or does not: `countCharacters(text, openCharacters(rule))`. */
export const openCharacters = ({ freeTags }: CharacterRule): CharacterCount =>
  freeTags === undefined ? { ...NOTHING, form: 'plain' } : NOTHING

/** A tag, comment or white space before the first tag that is longer is none. */
const MAX_PIECE = 65_536
const MAX_DEPTH = 1_000
/** `&#x10FFFF;` with some zeros. */
const MAX_ENTITY = 16

const ROOT = '<speak'
const ASCII_END = 0x80
const AMPERSAND = 0x26
const LESS_THAN = 0x3c

const isHan = /* @__PURE__ */ codePointSet(ideographs)
const isIdeograph = (codePoint: number): boolean => codePoint >= ASCII_END && isHan(codePoint)

/**
 * Counts the characters of a text to be spoken, as code points: an ideograph of a supplementary plane is one, an emoji of
 * several code points is several, a combining mark is one, a line end of CR and LF is two, and a lone surrogate is one. A
 * text that begins with `<speak`, after white space and an XML declaration at most, is SSML: its tags and comments and
 * what stands outside of its root are not counted, and an entity is the character that it stands for. In any other text
 * `<` and `&` are characters.
 *
 * A long text may be counted in chunks, divided anywhere, by handing the count on.
 *
 * @param before How far it has been counted; {@link openCharacters} begins by a rule.
 * @example
 * spokenCharacters(countCharacters('<speak>你好, <b>world</b></speak>')) // ok: {ideographs: 2, others: 7}
 */
export function countCharacters(text: string, before: CharacterCount = NOTHING): CharacterCount {
  if (before.fault) return before
  const whole = before.pending + text
  const form = before.form ?? formOf(whole)
  if (form === undefined) return { ...before, pending: whole }
  return form === 'ssml' ? countSsml(whole, { ...before, form }) : countPlain(whole, { ...before, form })
}

/**
 * The counts of a text that has been read to its end.
 *
 * Issues: `malformed-ssml` where it began as SSML and is not.
 */
export function spokenCharacters(count: CharacterCount): Result<CharacterCounts> {
  const { ideographs: han, others, form, pending, fault, hasEnded, open } = count
  if (form !== 'ssml') {
    const rest = countRun(pending, 0, false)
    return ok({ ideographs: han + rest.ideographs, others: others + rest.others })
  }
  const found = fault ?? (hasEnded && pending === '' ? undefined : missingEnd(pending, open))
  if (found) return failed(issue('malformed-ssml', '/text', { expected: found.expected, came: shown(found.came) }))
  return ok({ ideographs: han, others })
}

function missingEnd(pending: string, open: readonly string[]): NonNullable<CharacterCount['fault']> {
  if (pending.startsWith('<')) return { expected: 'ssml-tag', came: pending }
  if (pending.startsWith('&')) return { expected: 'ssml-entity', came: pending }
  return { expected: 'ssml-end', came: `<${open.at(-1) ?? ''}>` }
}

/** What a text is, by its beginning; undefined where that is too short to tell. */
function formOf(text: string): CharacterCount['form'] {
  const first = contentStart(text, 0)
  const declared = text.startsWith('<?xml', first) ? text.indexOf('?>', first) : undefined
  const start = declared === undefined ? first : declared < 0 ? text.length : contentStart(text, declared + 2)
  if (start > MAX_PIECE) return 'plain'
  const head = text.slice(start, start + ROOT.length + 1)
  if (head.startsWith(ROOT) && /[\s/>]$/.test(head)) return 'ssml'
  return [ROOT, '<?xml'].some((word) => word.startsWith(head)) ? undefined : 'plain'
}

function contentStart(text: string, from: number): number {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at++
  return at
}

/** Half a character at the end is left for what follows. */
const heldFrom = (text: string): number => text.length - (text.charCodeAt(text.length - 1) >> 10 === 54 ? 1 : 0)

function countPlain(text: string, before: CharacterCount): CharacterCount {
  const end = heldFrom(text)
  const run = countRun(text.slice(0, end), 0, false)
  return {
    ...before,
    ideographs: before.ideographs + run.ideographs,
    others: before.others + run.others,
    pending: text.slice(end),
  }
}

interface Run extends CharacterCounts {
  /** Where it ends: at markup, or at the end of the text. */
  readonly end: number
}

/** Counts up to the next `<` or `&`, or to the end where these are characters. */
function countRun(text: string, from: number, stops: boolean): Run {
  let [han, others, at] = [0, 0, from]
  for (; at < text.length; at++) {
    const codePoint = text.codePointAt(at) as number
    if (stops && (codePoint === LESS_THAN || codePoint === AMPERSAND)) break
    if (codePoint > 0xffff) at++
    if (isIdeograph(codePoint)) han++
    else others++
  }
  return { ideographs: han, others, end: at }
}

/** Counting what is changed in place, as a text may have millions of tags. */
interface SsmlReader {
  ideographs: number
  others: number
  hasEnded: boolean
  readonly open: string[]
  fault?: CharacterCount['fault']
}

function countSsml(text: string, before: CharacterCount): CharacterCount {
  const { ideographs: han, others, hasEnded } = before
  const reader: SsmlReader = { ideographs: han, others, hasEnded, open: [...before.open] }
  const end = heldFrom(text)
  let at = 0
  while (at < end && reader.fault === undefined) {
    const run = countRun(text.slice(0, end), at, true)
    readText(text, at, run, reader)
    at = run.end
    if (at === end || reader.fault) break
    const pieceEnd = markupEnd(text, at)
    if ((pieceEnd < 0 ? text.length : pieceEnd) - at > MAX_PIECE)
      reader.fault = { expected: 'ssml-tag', came: shown(text.slice(at)) }
    if (pieceEnd < 0 || reader.fault) break
    readMarkup(text.slice(at, pieceEnd), reader)
    at = pieceEnd
  }
  const { fault, ...counted } = reader
  return { ...before, ...counted, pending: fault ? '' : text.slice(at), ...(fault && { fault }) }
}

/** Text inside of the root is spoken; outside of it there is only white space. */
function readText(text: string, from: number, run: Run, reader: SsmlReader): void {
  if (reader.open.length > 0) {
    reader.ideographs += run.ideographs
    reader.others += run.others
  } else if (reader.hasEnded) {
    const rest = text.slice(from, run.end).trim()
    if (rest !== '') reader.fault = { expected: 'ssml-nothing', came: shown(rest) }
  }
}

const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

/** Where a piece of markup ends; -1 where it does not in this text. */
function markupEnd(text: string, at: number): number {
  if (text[at] === '&') {
    const end = text.slice(at, at + MAX_ENTITY).indexOf(';')
    return end < 0 ? (text.length - at < MAX_ENTITY ? -1 : at + MAX_ENTITY) : at + end + 1
  }
  for (const [begin, close] of SECTIONS)
    if (text.startsWith(begin, at)) {
      const end = text.indexOf(close, at + begin.length)
      return end < 0 ? -1 : end + close.length
    }
  return tagEnd(text, at)
}

/** After the `>` of a tag that is not in quotes. */
function tagEnd(text: string, at: number): number {
  let quote = ''
  for (let place = at + 1; place < text.length && place - at < MAX_PIECE; place++) {
    const character = text[place] as string
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '>') return place + 1
    else if (character === '"' || character === "'") quote = character
  }
  return -1
}

function readMarkup(piece: string, reader: SsmlReader): void {
  if (piece.startsWith('&')) readEntity(piece, reader)
  else if (piece.startsWith('<![CDATA[')) speak(reader, countRun(piece.slice(9, -3), 0, false), piece)
  else if (!piece.startsWith('<!--') && !piece.startsWith('<?')) readTag(piece, reader)
}

/** What is spoken stands inside of the root. */
function speak(reader: SsmlReader, { ideographs: han, others }: CharacterCounts, piece: string): void {
  if (reader.open.length === 0) reader.fault = { expected: 'ssml-nothing', came: shown(piece) }
  reader.ideographs += han
  reader.others += others
}

const NAMED: readonly string[] = ['&amp;', '&lt;', '&gt;', '&quot;', '&apos;']

function readEntity(piece: string, reader: SsmlReader): void {
  const [, hex, digits] = /^&#(?:x([\da-f]+)|(\d+));$/i.exec(piece) ?? []
  const codePoint = hex === undefined ? Number.parseInt(digits ?? '0', 10) : Number.parseInt(hex, 16)
  const isCharacter = NAMED.includes(piece) || (codePoint > 0 && codePoint <= 0x10ffff && codePoint >> 11 !== 27)
  if (isCharacter) speak(reader, countRun(String.fromCodePoint(codePoint || AMPERSAND), 0, false), piece)
  else reader.fault = { expected: 'ssml-entity', came: shown(piece) }
}

const START = /^<([\p{L}_:][\p{L}\p{N}_:.-]*)(?=[\s/>])/u
const END = /^<\/([^\s>]+)\s*>$/

function readTag(piece: string, reader: SsmlReader): void {
  const { open } = reader
  const [, ended] = END.exec(piece) ?? []
  const [, begun] = START.exec(piece) ?? []
  if (ended !== undefined && ended === open.at(-1)) {
    open.pop()
    reader.hasEnded = open.length === 0
  } else if (ended !== undefined) reader.fault = { expected: 'ssml-end', came: shown(piece) }
  else if (begun === undefined || open.length >= MAX_DEPTH) reader.fault = { expected: 'ssml-tag', came: shown(piece) }
  else if (reader.hasEnded) reader.fault = { expected: 'ssml-nothing', came: shown(piece) }
  else if (!piece.endsWith('/>')) open.push(begun)
  else reader.hasEnded = open.length === 0
}
