import { defineConfig } from 'vitepress'

export default defineConfig({
  title: 'Our models',
  outDir: '../dist/vitepress',
  cacheDir: '../node_modules/.cache/vitepress',
  locales: {
    root: { label: 'English', lang: 'en' },
    zh: { label: '中文', lang: 'zh-CN' },
  },
  head: [['link', { rel: 'icon', href: '/icon.svg' }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'ratecard-calculator' } } },
  // Its switch between light and dark writes an inline style otherwise, which a strict policy forbids.
  appearance: { disableTransition: false },
  vite: { worker: { format: 'es' } },
})
