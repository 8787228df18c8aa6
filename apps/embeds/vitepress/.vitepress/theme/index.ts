import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'

export default {
  extends: DefaultTheme,
  enhanceApp: () => {
    if (!import.meta.env.SSR) import('@ratecard/react/element')
  },
} satisfies Theme
