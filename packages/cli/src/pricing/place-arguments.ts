import type { Issue } from '@ratecard/core'
import { inFile } from '../input/read-json-file.ts'

/** The options that carry what core's JSON pointers point at. */
const OPTIONS_BY_POINTER: Readonly<Record<string, string>> = {
  at: '--at',
  model: '--model',
  quantities: '--usage',
  facets: '--facet',
  remaining: '--remaining',
  usedInPeriod: '--used',
  models: '--model',
  opened: '--opened',
  turns: '--turns',
  text: '--model',
  images: '--image',
  audio: '--audio',
}

/** Says of each issue of core which option, or which part of a file, it is about. */
export const placeArguments = (
  issues: readonly Issue[],
  modelPlace = '--model',
  balances = '--balances',
): readonly Issue[] =>
  issues.map((issue) => {
    const [, field = '', part] = issue.path.split('/')
    if (field === 'model') return { ...issue, path: modelPlace }
    if (field === 'balances') return inFile(issue, balances)
    const option = Object.hasOwn(OPTIONS_BY_POINTER, field) ? OPTIONS_BY_POINTER[field] : undefined
    return option === undefined ? issue : { ...issue, path: part === undefined ? option : `${option} ${part}` }
  })
