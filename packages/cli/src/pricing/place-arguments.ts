import type { Issue } from '@ratecard/core'

/** The options that carry what core's JSON pointers point at. */
const OPTIONS_BY_POINTER: Readonly<Record<string, string>> = {
  at: '--at',
  model: '--model',
  quantities: '--usage',
  facets: '--facet',
  remaining: '--remaining',
  balances: '--balances',
  models: '--model',
  opened: '--opened',
  turns: '--turns',
  text: '--model',
  images: '--image',
}

/** Says of each issue of core which option it is about. */
export const placeArguments = (issues: readonly Issue[], modelPlace = '--model'): readonly Issue[] =>
  issues.map((issue) => {
    const [, field = '', part] = issue.path.split('/')
    if (field === 'model') return { ...issue, path: modelPlace }
    const option = Object.hasOwn(OPTIONS_BY_POINTER, field) ? OPTIONS_BY_POINTER[field] : undefined
    return option === undefined ? issue : { ...issue, path: part === undefined ? option : `${option} ${part}` }
  })
