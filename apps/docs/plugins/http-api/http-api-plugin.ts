import type { LoadContext, Plugin } from '@docusaurus/types'
import en from '@ratecard/server/openapi.json' with { type: 'json' }
import zh from '@ratecard/server/openapi.zh.json' with { type: 'json' }
import { languageOf } from '../say.ts'
import { groupsOf, type OpenApi, shapesOf } from './read-openapi.ts'

/** A page for each group of the server's addresses, and one for the schemas, made of its OpenAPI description. */
export function httpApiPlugin({ baseUrl, i18n }: LoadContext): Plugin {
  const base = `${baseUrl}http`
  const api = (languageOf(i18n.currentLocale) === 'zh' ? zh : en) as unknown as OpenApi
  return {
    name: 'ratecard-http-api',
    async contentLoaded({ actions: { addRoute, createData } }) {
      const add = async (path: string, page: string, name: string, data: object) =>
        addRoute({
          path,
          component: `@site/src/http-api/${page}.tsx`,
          exact: true,
          modules: { data: await createData(`${name}.json`, JSON.stringify(data)) },
        })
      const full = groupsOf(api, base)
      const common = { groups: full.map(({ id, name, href }) => ({ id, name, href })), schemasHref: `${base}/schemas` }
      const operations = full.map((group) => ({
        ...group,
        operations: group.operations.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
      }))
      await add(base, 'index-page', 'index', { ...common, ...api.info, operations })
      await add(common.schemasHref, 'schemas-page', 'schemas', { ...common, shapes: shapesOf(api) })
      for (const group of full) await add(group.href, 'group-page', `group-${group.id}`, { ...common, group })
    },
  }
}
