import type * as Docs from '@docusaurus/plugin-content-docs'
import type * as Sitemap from '@docusaurus/plugin-sitemap'
import type { UserThemeConfig } from '@docusaurus/theme-common'
import type { Config } from '@docusaurus/types'
import type * as Search from '@easyops-cn/docusaurus-search-local'
import { alignByClass } from './plugins/align-by-class.ts'
import { benchmarksPlugin } from './plugins/benchmarks/benchmarks-plugin.ts'
import { httpApiPlugin } from './plugins/http-api/http-api-plugin.ts'
import { outsideLinks } from './plugins/outside-links.ts'
import { pricesPlugin } from './plugins/prices/prices-plugin.ts'

const baseUrl = process.env.SITE_BASE_URL ?? '/'

const docs: Docs.Options = {
  path: '../../docs',
  routeBasePath: 'docs',
  include: ['*.md', 'decisions/*.md', 'benchmarks/*.md'],
  sidebarPath: './sidebars.ts',
  beforeDefaultRemarkPlugins: [[outsideLinks, { baseUrl }]],
  rehypePlugins: [alignByClass],
}

const reference: Docs.Options = {
  id: 'reference',
  path: 'reference',
  routeBasePath: 'reference',
  sidebarPath: './sidebars-reference.ts',
  rehypePlugins: [alignByClass],
}

const search: Partial<Search.PluginOptions> = {
  hashed: true,
  language: ['en', 'zh'],
  docsRouteBasePath: ['docs', 'reference'],
  docsDir: [],
  indexBlog: false,
  indexPages: true,
  ignoreCssSelectors: ['.not-searched'],
}

const themeConfig: UserThemeConfig = {
  colorMode: { respectPrefersColorScheme: true },
  docs: { sidebar: { autoCollapseCategories: true } },
  navbar: {
    title: 'Ratecard',
    logo: { src: 'img/mark.svg', alt: '', width: 28, height: 28 },
    items: [
      { type: 'docSidebar', sidebarId: 'guide', label: 'Guide', position: 'left' },
      { to: '/prices', label: 'Prices', position: 'left' },
      {
        label: 'Live',
        position: 'left',
        items: [
          { to: '/calculator', label: 'Calculator' },
          { to: '/atomgit', label: 'AtomGit AI' },
          { to: '/model-studio', label: 'Model Studio' },
        ],
      },
      {
        label: 'Reference',
        position: 'left',
        items: [
          { to: '/http', label: 'HTTP API' },
          { to: '/reference', label: 'TypeScript' },
          { to: '/benchmarks', label: 'Benchmarks' },
        ],
      },
      { type: 'search', position: 'right' },
      { type: 'localeDropdown', position: 'right' },
    ],
  },
  footer: { copyright: 'Ratecard · MIT licence' },
  // Colours are those of `code.css`: a theme of its own would be written into the style attribute of every token.
  prism: { theme: { plain: {}, styles: [] }, additionalLanguages: ['bash', 'json', 'http'] },
}

const config: Config = {
  title: 'Ratecard',
  tagline: 'What AI usage costs, exactly, and why',
  url: process.env.SITE_URL ?? 'http://localhost:3000',
  baseUrl,
  staticDirectories: ['static', '../../packages/core/schema'],
  favicon: 'img/mark.svg',
  trailingSlash: false,
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  onDuplicateRoutes: 'throw',
  markdown: { format: 'detect', hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' } },
  future: { v4: true, faster: true },
  baseUrlIssueBanner: false,
  i18n: {
    defaultLocale: 'en',
    locales: ['en', 'zh-CN'],
    localeConfigs: { en: { label: 'English' }, 'zh-CN': { label: '简体中文', htmlLang: 'zh-CN' } },
  },
  plugins: [
    ['@docusaurus/plugin-content-docs', docs],
    ['@docusaurus/plugin-content-docs', reference],
    ['@docusaurus/plugin-content-pages', {}],
    pricesPlugin,
    httpApiPlugin,
    benchmarksPlugin,
    ['@docusaurus/plugin-sitemap', { lastmod: null } satisfies Sitemap.Options],
  ],
  themes: [
    ['@docusaurus/theme-classic', { customCss: ['./src/css/site.css', './src/css/code.css'] }],
    ['@easyops-cn/docusaurus-search-local', search],
  ],
  themeConfig,
}

export default config
