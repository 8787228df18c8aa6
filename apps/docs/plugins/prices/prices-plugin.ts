import type { LoadContext, Plugin } from '@docusaurus/types'
import { languageOf, sayIn } from '../say.ts'
import { pricePages } from './price-pages.ts'

/** Pages of providers, price lists and models, made of the tariffs that come with `@ratecard/core`. */
export function pricesPlugin({ baseUrl, i18n }: LoadContext): Plugin {
  const base = `${baseUrl}prices`
  const voice = { locale: languageOf(i18n.currentLocale), say: sayIn(i18n.currentLocale) }
  return {
    name: 'ratecard-prices',
    async contentLoaded({ actions: { addRoute, createData } }) {
      const { asOf, providers, lists, models } = await pricePages(base, voice)
      const add = async (path: string, component: string, name: string, data: unknown) =>
        addRoute({ path, component, exact: true, modules: { data: await createData(name, JSON.stringify(data)) } })
      await add(base, '@site/src/prices/providers-page.tsx', 'providers.json', {
        asOf,
        providers: providers.map(({ models: own, ...provider }) => ({ ...provider, count: String(own.length) })),
      })
      for (const provider of providers)
        await add(provider.href, '@site/src/prices/provider-page.tsx', `provider-${provider.id}.json`, provider)
      for (const page of lists)
        await add(page.list.href, '@site/src/prices/list-page.tsx', `list-${fileName(page.list.id)}.json`, page)
      for (const page of models) {
        const href = providers.find(({ id }) => id === page.provider.id)?.models.find(({ name }) => name === page.model)
        if (href === undefined) continue
        const name = `model-${fileName(`${page.provider.id}/${page.model}`)}.json`
        await add(href.href, '@site/src/prices/model-page.tsx', name, page)
      }
    },
  }
}

const fileName = (id: string): string => id.replaceAll('/', '--')
