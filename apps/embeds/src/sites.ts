import type { Locale } from '@ratecard/core/messages'

/** A built site that embeds the calculator, and how its calculators are found. */
export interface Site {
  readonly name: string
  readonly folder: URL
  readonly path: string
  readonly locale: Locale
  /** Selects the calculator that has the price lists of a provider. */
  readonly calculatorOf: Readonly<Record<string, string>>
  /** Directives of the policy that the engine needs beside hashes. */
  readonly allowed?: readonly string[]
}

const dist = new URL('../dist/', import.meta.url)

const ONE = { 'atomgit-ai': 'ratecard-calculator', 'alibaba-model-studio': 'ratecard-calculator' }

/** React renders into the page itself. */
const REACT = { 'atomgit-ai': '.ratecard', 'alibaba-model-studio': '.ratecard' }

/** The icons of its default theme are `data:` addresses in its style sheet. */
const VITEPRESS = { folder: new URL('vitepress/', dist), calculatorOf: ONE, allowed: ["img-src 'self' data:"] }

/** One file of tests drives each, so that they run beside each other. */
export const SITES = {
  html: {
    name: 'a plain page',
    folder: new URL('html/', dist),
    path: '/',
    locale: 'en',
    calculatorOf: { 'atomgit-ai': '#atomgit', 'alibaba-model-studio': '#model-studio' },
  },
  vitepress: { name: 'VitePress', path: '/', locale: 'en', ...VITEPRESS },
  docs: {
    name: 'the documentation site',
    folder: new URL('../../docs/build/', import.meta.url),
    path: '/calculator',
    locale: 'en',
    calculatorOf: REACT,
  },
  next: { name: 'Next', folder: new URL('next/', dist), path: '/', locale: 'en', calculatorOf: REACT },
  vitepressZh: { name: 'VitePress in Chinese', path: '/zh/', locale: 'zh', ...VITEPRESS },
} as const satisfies Readonly<Record<string, Site>>
